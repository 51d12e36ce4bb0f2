// The names that the collection is about: words of its headlines that many of its articles share.
//
// Which words are names, and which forms are one name, is the search's answer: a name is found in other
// spellings too. Nothing here folds a word.

import { wordsOf } from './headlines.js';

const MOST = 8;
/** So many headlines are looked through, and so many of their words asked for. */
const HEADLINES = 1000;
const ASKED = 40;
const HITS = 10;
const NAMED = ['name', 'alias'];

/**
 * The names in the headlines of a language, those of the most articles first; of every language where
 * it has none. Without any name, the words. `pause` lets the page go on between two searches.
 */
export async function names(kashkul, lang, pause) {
  const found = [];
  for (const word of wordsOfHeadlines(kashkul.articles, lang).slice(0, ASKED)) {
    await pause();
    const answer = shared(kashkul, word);
    if (answer) found.push(answer);
  }
  const named = found.filter(({ isName }) => isName);
  const known = new Set();
  const chosen = [];
  for (const { text, forms } of (named.length ? named : found).sort((a, b) => b.total - a.total)) {
    if (!known.has(text)) chosen.push(text);
    for (const form of forms) known.add(form);
  }
  return chosen.slice(0, MOST);
}

function wordsOfHeadlines(articles, lang) {
  const own = articles.filter((info) => info.lang === lang);
  const counts = new Map();
  for (const { title } of (own.length ? own : articles).slice(0, HEADLINES)) {
    for (const word of new Set(wordsOf(title).split(' '))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
}

/** What the search finds for a word that more than one article has; no function word is suggested. */
function shared(kashkul, word) {
  if (!kashkul.suggest(word, 1).some(({ text, kind }) => kind === 'term' && text === word)) return undefined;
  const { total, hits } = kashkul.search(word, { limit: HITS });
  const runs = hits.flatMap(({ title, snippet }) => [...title, ...snippet]);
  const forms = new Set(runs.filter((run) => run.isMatch).map((run) => run.text));
  // Without the particles that Arabic writes before it, where it stands without them too.
  const [text = word] = [...forms].filter((form) => word.endsWith(form)).sort((a, b) => a.length - b.length);
  const isName = hits.some(({ why }) => why.some((reason) => NAMED.includes(reason)));
  return total > 1 ? { text, total, forms, isName } : undefined;
}
