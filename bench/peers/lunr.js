// Lunr with the Arabic of lunr-languages, and the query of its documentation for a search while one
// types: the word, its beginnings, a slip. It stores no texts, so they are downloaded beside the index.

import lunr from 'lunr';
import stemmers from 'lunr-languages/lunr.stemmer.support.js';
import arabic from 'lunr-languages/lunr.ar.js';
import several from 'lunr-languages/lunr.multi.js';

export const name = 'Lunr';
export const settings = 'lunr-languages `multiLanguage("en", "ar")`, for English Lunr alone; the word ×100, its beginnings ×10, one edit ×1';

stemmers(lunr);
arabic(lunr);
several(lunr);

export async function build({ documents, language, write }) {
  // As is advised for texts of several languages: without English, Latin words are left out.
  const words = language === 'en' ? undefined : lunr.multiLanguage('en', 'ar');
  const index = lunr(function () {
    if (words) this.use(words);
    this.ref('at');
    this.field('title', { boost: 2 });
    this.field('text');
    documents.forEach(({ title, text }, at) => this.add({ at, title, text }));
  });
  await write('index.json', JSON.stringify(index));
  await write('documents.json', JSON.stringify(documents.map(({ id, title, text }) => ({ id, title, text }))));
}

export async function open({ text, language }) {
  if (language !== 'en') lunr.multiLanguage('en', 'ar');
  const files = await Promise.all([text('index.json'), text('documents.json')]);
  const [stored, documents] = files.map((file) => JSON.parse(file));
  const index = lunr.Index.load(stored);
  const { TRAILING } = lunr.Query.wildcard;
  return (query, limit) => index.query((asked) => {
    const words = lunr.tokenizer(query);
    asked.term(words, { boost: 100 });
    asked.term(words, { boost: 10, usePipeline: false, wildcard: TRAILING });
    asked.term(words, { boost: 1, usePipeline: false, editDistance: 1 });
  }).slice(0, limit).map(({ ref }) => documents[ref]);
}
