// node bench/node.mjs LIBRARY PACK DOCUMENTS QUERIES LIMIT: the benchmark of searches in Node.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import MiniSearch from 'minisearch';
import { documentsOf, measure, queriesOf, table } from './measure.js';

const [library, pack, documents, queries, limit] = process.argv.slice(2);
const { open } = await import(pathToFileURL(`${library}/kashkul.js`));
const kashkul = await open({ wasm: readFileSync(`${library}/kashkul.wasm`), pack: readFileSync(pack) });
const rows = measure({
  kashkul: () => kashkul,
  MiniSearch,
  documents: documentsOf(readFileSync(documents, 'utf8')),
  queries: queriesOf(readFileSync(queries, 'utf8'), 400),
  limit: Number(limit),
});
console.log(table(`Node ${process.versions.node}`, rows));
