// Fuse, with the search by words that its README advises for queries of several. It has no index: the
// texts are what is downloaded.

import Fuse from 'fuse.js';

export const name = 'Fuse';
export const settings = '`useTokenSearch: true, ignoreLocation: true`';

export async function build({ documents, write }) {
  await write('documents.json', JSON.stringify(documents.map(({ id, title, text }) => ({ id, title, text }))));
}

export async function open({ text }) {
  const documents = JSON.parse(await text('documents.json'));
  const index = new Fuse(documents, { keys: ['title', 'text'], useTokenSearch: true, ignoreLocation: true });
  return (query, limit) => index.search(query, { limit }).map(({ item }) => item);
}
