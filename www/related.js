// Articles near the open one: what the search finds for the words of its headline, in its own
// language and in others.

import { element } from './dom.js';
import { foldComments } from './comments.js';
import { format } from './router.js';
import { wordsOf } from './headlines.js';

const MOST = 3;
const MOST_ELSEWHERE = 2;
/** A result counts from this part of the best one's score on. */
const NEAR = 0.25;
/** Days between two reports of one event. */
const DAYS = 5;
const DAY_MS = 86_400_000;

/** The section behind the article; `show` brings it up to date. */
export function relatives(reading) {
  const { page } = reading;
  const section = element('section', { id: 'related', 'aria-labelledby': 'related-title' });
  const bar = document.getElementById('hits');
  bar.before(section);
  let second;

  function show(isNew) {
    const { article, t } = reading;
    const infos = [...page.infos.values()];
    section.hidden = !article || !page.kashkul;
    if (section.hidden || !isNew) return;
    // An article that was drawn just now stands behind it.
    if (section.nextElementSibling !== bar) bar.before(section);
    const own = page.infos.get(article.dataset.id);
    const query = wordsOf(own.title);
    const others = [...new Set(infos.map((info) => info.lang))].filter((lang) => lang !== own.lang);
    const near = found(query, own, [own.lang], MOST);
    const elsewhere = others.flatMap((lang) => found(query, own, [lang], MOST_ELSEWHERE));
    const lists = [];
    if (near.length) lists.push(list(near, t('related')));
    if (elsewhere.length) lists.push(list(elsewhere, t('elsewhere')));
    section.replaceChildren(...lists);
    section.hidden = !lists.length;
    section.querySelector('h2')?.setAttribute('id', 'related-title');
    page.writeDates(section);
  }

  function found(query, own, lang, limit) {
    const { hits } = page.kashkul.search(query, { lang, limit: limit + 1 });
    const others = hits.filter((hit) => hit.id !== own.id);
    const best = others[0]?.score ?? 0;
    return others
      .filter((hit) => hit.score >= best * NEAR)
      .slice(0, limit)
      .map((hit) => ({ ...hit, isSameEvent: isNear(own.date, hit.date) }));
  }

  function list(hits, title) {
    return element('div', {}, element('h2', {}, title), element('ol', {}, ...hits.map(item)));
  }

  function item({ id, title, lang, dir, date, source, isSameEvent }) {
    const { t } = reading;
    const words = title.map((run) => run.text).join('');
    const link = element('a', { href: format({ name: 'article', id }), 'data-id': id }, words);
    const facts = [];
    if (source) facts.push(element('span', { dir: 'auto' }, source));
    if (date) facts.push(element('time', { datetime: date, 'data-calendar': page.infos.get(id)?.calendar }, date));
    const isForeign = lang !== reading.article.lang;
    if (isForeign && isSameEvent) facts.push(element('bdi', {}, t('same-event')));
    const meta = element('p', { class: 'meta' }, ...facts.flatMap((fact) => [' · ', fact]).slice(1));
    const children = [link, meta];
    if (isForeign) children.push(beside(id));
    return element('li', { lang, dir, 'data-id': id }, ...children);
  }

  // Both texts at once: the second stands beside the first, below it on a narrow screen.
  function beside(id) {
    const { lang, dir } = document.documentElement;
    const button = element('button', { type: 'button', class: 'beside', lang, dir, 'aria-pressed': second?.dataset.id === id }, reading.t('beside'));
    button.addEventListener('click', () => {
      const isOpen = button.getAttribute('aria-pressed') === 'true';
      for (const other of section.querySelectorAll('.beside')) other.setAttribute('aria-pressed', 'false');
      alone();
      if (isOpen) return;
      button.setAttribute('aria-pressed', 'true');
      document.body.classList.add('two');
      second = page.kashkul.render(id).querySelector('article');
      second.id = 'second';
      second.querySelector('h1').setAttribute('aria-level', '2');
      reading.article.after(second);
      page.writeDates(second);
      foldComments(second, reading.t);
      second.querySelector('h1').focus();
      second.scrollIntoView({ block: 'nearest' });
    });
    return button;
  }

  /** Leaves the first article alone again. */
  function alone() {
    second?.remove();
    second = undefined;
    document.body.classList.remove('two');
  }

  return {
    show(isNew, isOther) {
      if (isOther) alone();
      else if (second) foldComments(second, reading.t);
      show(isNew);
    },
  };
}

/** Whether two days are near enough for one event. */
export const isNear = (one, other) =>
  Boolean(one && other) && Math.abs(Date.parse(one.slice(0, 10)) - Date.parse(other.slice(0, 10))) <= DAYS * DAY_MS;
