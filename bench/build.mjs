// node build.mjs JOB PEER: builds what one peer lets a page download, and prints the milliseconds.
//
// A job is what `src/xtask/bench.rs` writes: where the documents are and how they are asked.

import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build as bundle } from 'esbuild';

const [jobFile, peer] = process.argv.slice(2);
const job = JSON.parse(await readFile(jobFile, 'utf8'));
const folder = join(job.folder, peer);
const file = (name) => join(folder, name);
const adapter = join(dirname(fileURLToPath(import.meta.url)), 'peers', `${peer}.js`);
const { build } = await import(adapter);

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const start = performance.now();
const lines = (await readFile(job.documents, 'utf8')).trimEnd().split('\n');
await build({
  documents: lines.map((line) => JSON.parse(line)),
  documentsFile: job.documents,
  language: job.language,
  seeds: job.seeds,
  environment: process.env,
  file,
  library: (name) => import(name),
  run: (program, words, options) => promisify(execFile)(program, words, { maxBuffer: 1 << 28, ...options }),
  copy: (from, name) => copyFile(from, file(name)),
  write: (name, content) => writeFile(file(name), content),
  remove: async (pattern) => {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && pattern.test(relative(folder, path))) await rm(path);
    }
  },
});
const milliseconds = performance.now() - start;
// The engine as a site would ship it: one script without what only building needs. Not a module: the
// stemmers of lunr-languages keep their words in the global `this`, which modules do not have.
await bundle({
  stdin: { contents: `export { open } from ${JSON.stringify(adapter)};`, resolveDir: dirname(adapter) },
  alias: { kashkul: join(process.env.KASHKUL_LIBRARY, 'kashkul.js') },
  outfile: file('engine.js'),
  bundle: true,
  minify: true,
  format: 'iife',
  globalName: 'engine',
  // Nobody asks: every peer is told where its files are.
  define: { 'import.meta.url': 'undefined' },
  platform: 'browser',
  target: 'es2022',
  logLevel: 'error',
});
console.log(JSON.stringify({ milliseconds }));
