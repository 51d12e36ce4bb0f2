// Draws the results of a search as a list of links, and the ways to narrow them down, as fast as one types.

import { appendRuns, element } from './dom.js';
import { format } from './router.js';
import { paint } from './paint.js';

// Each takes longer to make than a search.
let formats = {};
let clearPaint;

/**
 * Draws hits into their list. What a hit before had, too, is left standing: a key changes little, and
 * what is not touched is not laid out anew. Of the first `count` alone, where there are more: below them
 * what was there before stays. `infos` has what is known of every article by its id.
 */
export function drawHits(list, hits, context, count) {
  const { t, language, numbers } = context;
  if (formats.t !== t) {
    const names = new Intl.DisplayNames(language, { type: 'language' });
    formats = { t, names, number: new Intl.NumberFormat(numbers, { useGrouping: false }) };
    list.replaceChildren();
  }
  const old = new Map([...list.children].map((item) => [item.firstChild.dataset.id, item]));
  const items = hits.slice(0, count).map((hit) => hitItem(hit, context, old.get(hit.id)));
  if (items.length === hits.length) {
    for (const item of old.values()) if (!items.includes(item)) item.remove();
  }
  for (const [index, item] of items.entries()) {
    const there = list.children[index];
    if (there !== item) list.insertBefore(item, there);
  }
  clearPaint?.();
  clearPaint = paint(list);
}

function hitItem(hit, { t, query, infos, isMixed, writeDates }, item) {
  const { id, lang, dir, why, title, snippet, snippetDir, others, section, paragraph } = hit;
  const href = (id, place) => format({ name: 'article', id, query, ...place });
  item ??= element('li', { lang, dir });
  put(item, 0, title, () => appendRuns(element('a', { 'data-id': id }), title));
  put(item, 1, snippet, () => appendRuns(element('p', { class: 'snippet', dir: snippetDir }), snippet));
  item.firstChild.href = href(id);
  const drawFacts = () => {
    const { source, date, parent } = hit;
    const facts = [];
    if (source) facts.push(element('span', { class: 'source', dir: 'auto' }, source));
    if (date) facts.push(element('time', { datetime: date, 'data-calendar': infos.get(id)?.calendar }, date));
    if (isMixed) facts.push(element('bdi', {}, formats.names.of(lang)));
    if (parent) facts.push(element('bdi', {}, t('embedded')));
    if (section) facts.push(element('a', { href: href(id, { paragraph }), dir: 'auto' }, section.title));
    const meta = element('p', { class: 'meta' }, ...dotted(facts));
    // Such a blank hangs at the end of a line: a badge that wraps stands at the start of its own.
    for (const reason of why) {
      if (reason !== 'exact') meta.append('\u2002', element('bdi', { class: 'why' }, t(reason)));
    }
    if (!others.length) return meta;
    const links = others.map((id) => {
      const { source, title } = infos.get(id);
      return element('a', { href: href(id), dir: 'auto' }, source ?? title);
    });
    return element('div', {}, meta, element('p', { class: 'meta' }, element('bdi', {}, t('others')), ' ', ...dotted(links)));
  };
  if (put(item, 2, [why, others, section, (section || others[0]) && query], drawFacts)) writeDates(item);
  return item;
}

/** Puts a part into its place, unless it was drawn for the same; true if it is new. */
function put(item, index, facts, draw) {
  const there = item.children[index];
  const key = JSON.stringify(facts);
  if (there?.key === key) return false;
  const part = Object.assign(draw(), { key });
  if (there) there.replaceWith(part);
  else item.append(part);
  return true;
}

const dotted = (parts) => parts.flatMap((part) => [' · ', part]).slice(1);

/**
 * What stands above the results: what was read into the query, what may have been meant, the ways to
 * narrow it down; and those of the sentences that are read out.
 */
export function remarks({ interpreted, didYouMean, total, facets }, { t, query }) {
  const said = interpreted.map(({ text }) => t('interpreted', { text }));
  if (!total) said.push(t('none-hint'));
  const paragraphs = said.map((sentence) => element('p', {}, sentence));
  const offer = (other, text) =>
    paragraphs.push(element('p', {}, element('a', { href: format({ name: 'search', query: other }) }, text)));
  // What is quoted is searched as it is typed.
  if (interpreted.length) offer(`"${query.replaceAll('"', ' ')}"`, t('instead', { q: query }));
  if (didYouMean) offer(didYouMean, t('did-you-mean', { q: didYouMean }));
  // As it was read: what was meant by it stays that.
  const narrower = facetLinks(interpreted[0]?.text ?? query, facets);
  if (narrower.length) paragraphs.push(element('p', { class: 'facets' }, ...narrower));
  return { said, paragraphs };
}

/**
 * Links that narrow a search down by language, source or year, each with the number of results, and
 * that take the limit back where the query has it. A field narrows nothing that has one value, or one
 * result for each.
 */
function facetLinks(query, facets) {
  const { names, number } = formats;
  const fields = [
    ['lang', (value) => value, (value) => names.of(value)],
    ['source', (value) => `"${value}"`, (value) => value],
    ['year', (value) => value, (value) => number.format(value)],
  ];
  return fields.flatMap(([field, spelled, named]) => {
    const links = facets[field].map(({ value, count }) => {
      const limit = `${field}:${spelled(value)}`;
      const words = ` ${query.trim()} `.split(` ${limit} `);
      const isSet = words.length > 1;
      // Behind the limit, what is being typed stays so, and a question a question.
      const narrowed = isSet ? words.join(' ').trim() : `${limit} ${query}`;
      const href = format({ name: 'search', query: narrowed });
      const label = element('bdi', {}, named(value));
      return element('a', { href, 'aria-current': isSet || undefined }, label, ` (${number.format(count)})`);
    });
    const isSet = links.some((link) => link.hasAttribute('aria-current'));
    const isUseful = links.length > 1 && facets[field].some(({ count }) => count > 1);
    return isSet || isUseful ? links : [];
  });
}
