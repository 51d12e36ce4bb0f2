// A Chromium with nothing in its caches, and a server for what one peer built.
//
// Owns what is asked of the network, and ends what it starts.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const PAGE = join(dirname(fileURLToPath(import.meta.url)), 'page');

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

const ARGUMENTS = [
  '--headless=new',
  // A machine for measuring is often a container, whose root has no other sandbox to nest.
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  // Memory is asked for once; without this the answer waits for the next collection of garbage.
  '--enable-blink-features=ForceEagerMeasureMemory',
];

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
  const profile = await mkdtemp(join(tmpdir(), 'kashkul-bench-'));
  const address = `http://127.0.0.1:${server.address().port}/wait.html`;
  const browser = spawn(chrome, [...ARGUMENTS, `--user-data-dir=${profile}`, address], { detached: true, stdio: 'ignore' });
  browser.on('error', (error) => end.reject(error));
  const stopWithUs = () => stop(browser);
  process.once('exit', stopWithUs);
  const gone = once(browser, 'exit').then(() => end.reject(new Error('the browser ended by itself')));
  const alarm = setTimeout(() => end.reject(new Error(`no answer in ${seconds} s`)), seconds * 1000);
  try {
    await ended;
    return report;
  } finally {
    clearTimeout(alarm);
    process.off('exit', stopWithUs);
    stop(browser);
    await gone.catch(() => {});
    server.closeAllConnections();
    server.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Ends a browser with the processes that it has started. */
function stop(browser) {
  try {
    process.kill(-browser.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
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
