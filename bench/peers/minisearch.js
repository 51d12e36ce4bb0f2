// MiniSearch, as its README searches while one types: beginnings of words, and slips.

import MiniSearch from 'minisearch';

export const name = 'MiniSearch';
export const settings = '`prefix: true, fuzzy: 0.2, boost: { title: 2 }`';

const OPTIONS = {
  fields: ['title', 'text'],
  storeFields: ['title', 'text'],
  searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 2 } },
};

export async function build({ documents, write }) {
  const index = new MiniSearch(OPTIONS);
  index.addAll(documents);
  await write('index.json', JSON.stringify(index));
}

export async function open({ text }) {
  const index = MiniSearch.loadJSON(await text('index.json'), OPTIONS);
  return (query, limit) => index.search(query).slice(0, limit);
}
