// Draws the results of a search as a list of links, and the ways to narrow them down.

import { appendRuns, element } from './dom.js';
import { format } from './router.js';

/**
 * One item of the list. `infos` has what is known of every article by its id, `language` is the hit's
 * language by name where the collection has several.
 */
export function resultItem(hit, { t, query, infos, language }) {
  const { id, lang, dir, snippetDir, source, date } = hit;
  const calendar = infos.get(id)?.calendar;
  const href = (id) => format({ name: 'article', id, query });
  const title = appendRuns(element('a', { href: href(id), 'data-id': id }), hit.title);
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
  const item = element('li', { lang, dir }, title, snippet, meta);
  if (hit.others.length) {
    const others = hit.others.map((id) => {
      const { source, title } = infos.get(id);
      return element('a', { href: href(id), dir: 'auto' }, source ?? title);
    });
    const links = others.flatMap((link) => [' · ', link]).slice(1);
    item.append(element('p', { class: 'meta' }, element('bdi', {}, t('others')), ' ', ...links));
  }
  return item;
}

/**
 * What stands above the results: what was read into the query, what may have been meant, the ways to
 * narrow it down; and those of the sentences that are read out.
 */
export function remarks({ interpreted, didYouMean, total, facets }, { t, query, language, numbers }) {
  const said = interpreted.map(({ text }) => t('interpreted', { text }));
  if (!total) said.push(t('none-hint'));
  const paragraphs = said.map((sentence) => element('p', {}, sentence));
  const offer = (other, text) =>
    paragraphs.push(element('p', {}, element('a', { href: format({ name: 'search', query: other }) }, text)));
  // What is quoted is searched as it is typed.
  if (interpreted.length) offer(`"${query.replaceAll('"', ' ')}"`, t('instead', { q: query }));
  if (didYouMean) offer(didYouMean, t('did-you-mean', { q: didYouMean }));
  const narrower = facetLinks(query, facets, { language, numbers });
  if (narrower.length) paragraphs.push(element('p', { class: 'facets' }, ...narrower));
  return { said, paragraphs };
}

/**
 * Links that narrow a search down by language, source or year, each with the number of results, and
 * that take the limit back where the query has it. A field narrows nothing that has one value, or one
 * result for each. `numbers` is the locale that counts are written in.
 */
function facetLinks(query, facets, { language, numbers }) {
  const number = new Intl.NumberFormat(numbers, { useGrouping: false });
  const names = new Intl.DisplayNames(language, { type: 'language' });
  const fields = [
    ['lang', (value) => value, (value) => names.of(value)],
    ['source', (value) => `"${value}"`, (value) => value],
    ['year', (value) => value, (value) => number.format(value)],
  ];
  return fields.flatMap(([field, spelled, named]) => {
    const links = facets[field].map(({ value, count }) => {
      const limit = `${field}:${spelled(value)}`;
      const words = query.split(limit);
      const isSet = words.length > 1;
      const narrowed = isSet ? words.join('').trim() : `${query.trim()} ${limit}`;
      const href = format({ name: 'search', query: narrowed });
      const label = element('bdi', {}, named(value));
      const attributes = { href, 'aria-current': isSet ? 'true' : undefined };
      return element('a', attributes, label, ` ${number.format(count)}`);
    });
    const isSet = links.some((link) => link.hasAttribute('aria-current'));
    const isUseful = links.length > 1 && facets[field].some(({ count }) => count > 1);
    return isSet || isUseful ? links : [];
  });
}
