// Where nothing was found: words and headlines of the collection that begin like the query.

import { element } from './dom.js';
import { format } from './router.js';

const MOST = 4;
/** A beginning shorter than this is no hint of what was meant. */
const SHORTEST = 2;

/** Offers them below the sentence that says that nothing was found. */
export function offerNearest({ page, t }) {
  document.querySelector('.nearest')?.remove();
  const { name, query } = page.route;
  if (name !== 'search' || !page.kashkul || document.querySelector('#results li')) return;
  const suggestions = nearest(page.kashkul, query);
  if (!suggestions.length) return;
  const links = suggestions.map(({ text }) =>
    element('a', { href: format({ name: 'search', query: text }), dir: 'auto' }, text),
  );
  const hint = element('p', { class: 'facets nearest' }, t('try'), ...links);
  document.getElementById('interpreted').append(hint);
  const summary = document.getElementById('summary').textContent;
  page.announce([summary, t('try'), ...suggestions.map(({ text }) => text)].join(' '));
}

/** The suggestions for the longest beginning of a query that has any. */
export function nearest(kashkul, query) {
  const letters = [...query.trim()];
  for (let length = letters.length - 1; length >= SHORTEST; length -= 1) {
    const suggestions = kashkul.suggest(letters.slice(0, length).join(''), MOST);
    if (suggestions.length) return suggestions;
  }
  return [];
}
