// A page that searches what one peer built, and the server for it.
//
// Owns what is asked of the network, and ends what it starts; the browser is chromium's.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

import { withBrowser } from './chromium.mjs';

const PAGE = join(dirname(fileURLToPath(import.meta.url)), 'page');

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

// Memory is asked for once; without this the answer waits for the next collection of garbage.
const EAGER_MEMORY = '--enable-blink-features=ForceEagerMeasureMemory';

/** What the page reports, and the files that it asked for up to its first result. */
export async function browse({ folder, queries, job, chrome, seconds }) {
  const asked = [];
  const report = {};
  let end;
  const ended = new Promise((resolve, reject) => (end = { resolve, reject }));
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (request.method === 'POST') {
      let body = '';
      for await (const part of request) body += part;
      response.end();
      const value = JSON.parse(body);
      if (pathname === '/failed') return end.reject(new Error(value));
      Object.assign(report, value);
      if (pathname === '/first') report.asked = [...asked];
      if (pathname === '/done' || !job.queries) end.resolve();
      return;
    }
    const content = await served(pathname, { folder, queries, job }).catch(() => undefined);
    if (pathname.startsWith('/peer/')) asked.push(pathname.slice('/peer/'.length));
    response.writeHead(content === undefined ? 404 : 200, {
      'content-type': TYPES[extname(pathname) || '.html'] ?? 'application/octet-stream',
      // Pages that are alone in their process have exact clocks and may ask for their memory.
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    });
    response.end(content);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${server.address().port}/wait.html`;
  const alarm = setTimeout(() => end.reject(new Error(`no answer in ${seconds} s`)), seconds * 1000);
  try {
    await withBrowser(chrome, { args: [EAGER_MEMORY, address] }, () => ended);
    return report;
  } finally {
    clearTimeout(alarm);
    server.closeAllConnections();
    server.close();
  }
}

async function served(pathname, { folder, queries, job }) {
  if (pathname === '/') {
    const page = await readFile(join(PAGE, 'index.html'), 'utf8');
    const text = JSON.stringify(job).replaceAll('<', '\\u003c');
    return page.replace('lang=""', () => `lang="${job.language}"`).replace('JOB', () => text);
  }
  if (pathname === '/queries.json') return JSON.stringify(queries);
  if (pathname.startsWith('/peer/')) return readFile(join(folder, normalize(decodeURIComponent(pathname.slice('/peer'.length)))));
  return readFile(join(PAGE, normalize(pathname)));
}
