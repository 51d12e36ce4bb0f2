// The benchmark of searches in a browser: the table is `globalThis.answer`.

import { open } from './kashkul.js';
import MiniSearch from './minisearch.js';
import { documentsOf, measure, queriesOf, table } from './measure.js';

// What goes wrong is the answer.
addEventListener('unhandledrejection', ({ reason }) => (globalThis.answer = `${reason}`));
addEventListener('error', ({ message }) => (globalThis.answer = message));
const text = async (name) => (await fetch(name)).text();
const collection = await open({ pack: 'collection.kashkul' });
const rows = measure({
  kashkul: () => collection,
  MiniSearch,
  documents: documentsOf(await text('documents.jsonl')),
  queries: queriesOf(await text('queries.tsv'), 400),
  limit: Number(await text('limit')),
});
globalThis.answer = table('Chromium', rows);
