// Draws the results of a search as a list of links.

import { appendRuns, element } from './dom.js';
import { format } from './router.js';

/**
 * One item of the list. `calendar` is the one its date was printed in, `language` its language by
 * name where the collection has several.
 */
export function resultItem(hit, { t, query, calendar, language }) {
  const { id, lang, dir, snippetDir, source, date } = hit;
  const href = format({ name: 'article', id, query });
  const title = appendRuns(element('a', { href, 'data-id': id }), hit.title);
  const snippet = appendRuns(element('p', { class: 'snippet', dir: snippetDir }), hit.snippet);
  const facts = [];
  if (source) facts.push(element('span', { class: 'source', dir: 'auto' }, source));
  if (date) facts.push(element('time', { datetime: date, 'data-calendar': calendar }, date));
  if (language) facts.push(element('bdi', {}, language));
  if (hit.parent) facts.push(element('bdi', {}, t('embedded')));
  const line = element('span', { class: 'facts' }, ...facts.flatMap((fact) => [' · ', fact]).slice(1));
  const meta = element('p', { class: 'meta' }, line);
  for (const why of hit.why) {
    if (why !== 'exact') meta.append(' ', element('bdi', { class: 'why' }, t(why)));
  }
  return element('li', { lang, dir }, title, snippet, meta);
}
