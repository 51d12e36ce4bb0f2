// node node.mjs JOB PEER: asks the queries of a job in Node and prints the times, as a page would.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { ask } from './page/ask.js';

const [jobFile, peer] = process.argv.slice(2);
const job = JSON.parse(await readFile(jobFile, 'utf8'));
const folder = join(job.folder, peer);
const { open } = runInThisContext(`${await readFile(join(folder, 'engine.js'), 'utf8')};engine`);
const search = await open({
  language: job.language,
  seeds: job.seeds,
  text: (name) => readFile(join(folder, name), 'utf8'),
  bytes: (name) => readFile(join(folder, name)),
});
const { times } = await ask(search, job.queries, { limit: job.limit, seconds: job.askingSeconds });
process.stdout.write(JSON.stringify({ times }), () => process.exit());
