// FlexSearch, with the tokenizer for beginnings of words and answers that miss some words, which its
// README advises for a search while one types. Title and text are one field: what is found in two comes
// one field after the other, however well it matches, and most titles match many questions.

import { Document } from 'flexsearch';

export const name = 'FlexSearch';
export const settings = '`tokenize: "forward"`, `suggest: true`, title and text as one field';

const made = () => new Document({
  tokenize: 'forward',
  document: { id: 'id', index: 'all', store: ['title', 'text'] },
});

export async function build({ documents, write }) {
  const index = made();
  for (const { id, title, text } of documents) index.add({ id, title, text, all: `${title}\n${text}` });
  const parts = [];
  await index.export((key, data) => {
    if (data) parts.push([key, data]);
  });
  await write('index.json', JSON.stringify(parts));
}

export async function open({ text }) {
  const index = made();
  for (const [key, data] of JSON.parse(await text('index.json'))) await index.import(key, data);
  return (query, limit) => index.search(query, { limit, suggest: true, enrich: true, merge: true })
    .map(({ id, doc }) => ({ id, ...doc }));
}
