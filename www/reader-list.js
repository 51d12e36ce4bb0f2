// The list of `<kashkul-reader>`: all articles, or what was found, as links that open by themselves too.

import { areMixed, factsOf } from './hit-facts.js';
import { appendRuns, element } from './dom.js';
import { embedAddress } from './fallback.js';
import { paint } from './paint.js';

/** The list of a reader. */
export function results(reader) {
  const root = reader.shadowRoot;
  const [list, notes, more] = ['.list', '.notes', '.more'].map((selector) => root.querySelector(selector));
  const summary = root.getElementById('summary');
  let clearPaint;

  /** An article as if it had been found. */
  const itemOf = ({ title, ...article }) => ({
    ...article,
    title: [{ text: title, isMatch: false }],
    snippet: [],
    why: [],
    others: [],
  });

  function draw({ hits, total, interpreted, didYouMean }, { query, openId }) {
    const { t } = reader;
    clear();
    const isMixed = areMixed(hits);
    list.replaceChildren(...hits.map((hit) => item(hit, { query, openId, isMixed })));
    clearPaint = paint(list);
    summary.textContent = !query ? t('articles', { n: total }) : total ? t('results', { n: total, q: query }) : t('none', { q: query });
    const remarks = (interpreted ?? []).map(({ text }) => element('p', {}, t('interpreted', { text })));
    if (!total) remarks.push(element('p', {}, t('none-hint')));
    if (didYouMean) {
      const link = element('a', { href: addressOf(undefined, didYouMean), 'data-query': didYouMean }, t('did-you-mean', { q: didYouMean }));
      remarks.push(element('p', {}, link));
    }
    notes.replaceChildren(...remarks);
    reader.part$('empty').hidden = Boolean(total);
    more.hidden = hits.length >= total;
  }

  function item(hit, { query, openId, isMixed }) {
    const { id, title, snippet, lang, dir, snippetDir } = hit;
    const attributes = { part: 'option', 'data-id': id, href: addressOf(id, query), 'aria-current': id === openId ? 'page' : undefined };
    const own = reader.drawn(hit);
    const link = element('a', attributes, own ?? appendRuns(element('span', { part: 'option-title' }), title));
    if (own) return element('li', { lang: lang || undefined, dir }, link);
    const facts = factsOf(hit, reader, isMixed);
    const line = element('p', { part: 'option-meta', lang: reader.language }, ...facts);
    const text = appendRuns(element('p', { part: 'snippet', dir: snippetDir }), snippet);
    const parts = [link, snippet.length ? text : '', facts.length ? line : ''];
    return element('li', { lang: lang || undefined, dir }, ...parts);
  }

  /** Where a link leads that is opened elsewhere: a place of the page for frames. */
  const addressOf = (id, query) => {
    const parameters = query ? `?${new URLSearchParams({ q: query })}` : '';
    return embedAddress(reader, id === undefined ? `/s${parameters}` : `/a/${encodeURIComponent(id)}${parameters}`).href;
  };

  function clear() {
    clearPaint?.();
    clearPaint = undefined;
  }

  const links = () => [...list.querySelectorAll('a[data-id]')];

  /** Moves along the links, and between them and the box; true if the key was one for that. */
  function walk(key, target) {
    const all = links();
    const input = reader.part$('input');
    const at = all.indexOf(target);
    if (target !== input && at < 0) return false;
    if (key === 'ArrowDown') all[at + 1]?.focus();
    else if (key === 'ArrowUp' && at >= 0) (all[at - 1] ?? input).focus();
    else if (key === 'Enter' && target === input) all[0]?.focus();
    else return false;
    return true;
  }

  const note = (text) => notes.append(element('p', {}, text));
  const focus = (id) => (links().find((link) => link.dataset.id === id) ?? summary).focus();
  const focusAt = (index) => links()[index]?.focus();

  return { clear, draw, focus, focusAt, itemOf, note, walk };
}
