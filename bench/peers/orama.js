// Orama, with the tokenizer of the language that is nearest; it has none for Persian.

import { create, insertMultiple, load, save, search } from '@orama/orama';

export const name = 'Orama';
export const settings = 'as it is; `language: "arabic"`, for English `"english"`';

const made = (language) => create({
  schema: { title: 'string', text: 'string' },
  components: { tokenizer: { language: language === 'en' ? 'english' : 'arabic', stemming: false } },
});

export async function build({ documents, language, write }) {
  const index = made(language);
  await insertMultiple(index, documents.map(({ id, title, text }) => ({ id, title, text })));
  await write('index.json', JSON.stringify(save(index)));
}

export async function open({ text, language }) {
  const index = made(language);
  load(index, JSON.parse(await text('index.json')));
  return async (query, limit) => (await search(index, { term: query, limit }))
    .hits.map(({ id, document }) => ({ id, ...document }));
}
