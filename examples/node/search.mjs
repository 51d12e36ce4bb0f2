// Searches the collection of the package: node search.mjs لاوروف
import { readFile } from 'node:fs/promises';
import { open } from 'kashkul';

const wasm = await readFile(new URL(import.meta.resolve('kashkul/kashkul.wasm')));
const kashkul = await open({ wasm });
const { total, hits } = kashkul.search(process.argv[2] ?? 'لاوروف', { limit: 3 });
console.log(total);
for (const { id, title } of hits) console.log(id, title.map((run) => run.text).join(''));
