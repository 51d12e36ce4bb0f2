// node run.mjs JOB: measures the peers of a job over its collection, one after the other, and prints
// a line of JSON for each. What goes wrong with one is its line, and the next one's turn comes.

import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { browse } from './browse.mjs';

const [jobFile] = process.argv.slice(2);
const job = JSON.parse(await readFile(jobFile, 'utf8'));
const here = dirname(fileURLToPath(import.meta.url));
const node = promisify(execFile);
// Whoever ends the run ends the browser with it.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

for (const peer of job.peers) {
  const { name, settings, missing, needsPage } = await import(`./peers/${peer}.js`);
  console.error(`• ${job.name}: ${name}`);
  let figures;
  try {
    const reason = await missing?.(process.env);
    figures = reason ? { missing: reason } : await measured(peer, needsPage);
  } catch (error) {
    figures = { failed: sentence(error) };
    console.error(`  ${figures.failed}`);
  }
  // A pipe takes what it can at once: what ends with the program has to be written by then.
  await new Promise((done) => process.stdout.write(`${JSON.stringify({ peer, name, settings, ...figures })}\n`, done));
}
// A compressor or a reader that a failure left at work is of no use any more.
process.exit();

async function measured(peer, needsPage) {
  const folder = join(job.folder, peer);
  const limits = { timeout: job.seconds * 1000, killSignal: 'SIGKILL', maxBuffer: 1 << 28 };
  const heap = '--max-old-space-size=8192';
  const { stdout } = await node(process.execPath, [heap, join(here, 'build.mjs'), jobFile, peer], limits)
    .catch((error) => Promise.reject(error.killed ? new Error(`not built in ${job.seconds} s`) : error));
  const build = JSON.parse(stdout).milliseconds;
  const asking = { first: job.first, limit: job.limit, language: job.language, seeds: job.seeds };
  const colds = [];
  for (let run = 0; run < job.colds; run += 1) {
    const settings = { ...asking, queries: run + 1 === job.colds, seconds: job.askingSeconds };
    colds.push(await browse({ folder, queries: job.queries, job: settings, chrome: process.env.CHROME, seconds: job.seconds }));
  }
  const { memory, times, found, asked } = colds.at(-1);
  const sizes = await brotliSizes(folder);
  const size = (names) => [...names].reduce((sum, name) => sum + sizes.get(name), 0);
  const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
  return {
    build,
    firstBytes: size(new Set(asked.map((path) => path.split('?')[0]))),
    allBytes: size(sizes.keys()),
    engineBytes: size([...sizes.keys()].filter((path) => /\.(js|wasm|pagefind)$/.test(path))),
    requests: asked.length,
    cold: median(colds.map(({ shown }) => shown)),
    open: median(colds.map(({ started, opened }) => opened - started)),
    first: median(colds.map(({ started, shown }) => shown - started)),
    memory,
    times,
    found,
    node: needsPage || !job.inNode ? null : await timesInNode(peer),
  };
}

/** Compressed bytes of every file, as a host would send it: as it is where that is less. */
async function brotliSizes(folder) {
  const sizes = new Map();
  const params = { [constants.BROTLI_PARAM_QUALITY]: job.brotli, [constants.BROTLI_PARAM_LGWIN]: 22 };
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    const compressed = await promisify(brotliCompress)(bytes, { params });
    sizes.set(relative(folder, path), Math.min(bytes.length, compressed.length));
  }
  return sizes;
}

async function timesInNode(peer) {
  const limits = { timeout: job.seconds * 1000, killSignal: 'SIGKILL', maxBuffer: 1 << 28 };
  const { stdout } = await node(process.execPath, [join(here, 'node.mjs'), jobFile, peer], limits);
  return JSON.parse(stdout).times;
}

function sentence(error) {
  const text = `${error.stderr || error.message || error}`.trim();
  const line = text.split('\n').find((line) => /error/i.test(line)) ?? text.split('\n')[0];
  return line.slice(0, 200);
}
