// The open article: its words come drawn (from the page itself or from the library); here it gets
// its label and the way from hit to hit.

import { announce } from './status.js';
import { element } from './dom.js';
import { format } from './router.js';
import { highlight } from './kashkul.js';
import { isolate } from './translate.js';

const bar = document.getElementById('hits');
const main = document.getElementById('main');
let painted;
let current = 0;

/** The article of that id, as it stands in the page. */
export function articleOf(id) {
  return document.getElementById(`a-${id}`);
}

/** Puts a freshly drawn article into the place of the same one. */
export function replaceArticle(id, fragment) {
  const article = fragment.querySelector('article');
  article.id = `a-${id}`;
  const old = articleOf(id);
  if (old) old.replaceWith(fragment);
  else bar.before(fragment);
}

/** Shows one article, or none where there is none of that id, and returns it. */
export function showArticle(id, { t, parent, isPainted } = {}) {
  clearHits();
  const article = id && articleOf(id);
  for (const other of main.querySelectorAll('article:not([hidden],#second)')) other.hidden = 'until-found';
  if (!article) return undefined;
  article.hidden = false;
  label(article, t, parent);
  if (isPainted) {
    painted = highlight(article);
    bar.hidden = painted.count === 0;
  }
  return article;
}

/** The title of the page: of the open article, else of the search, else of the collection. */
export function titleOf(article, query, collection) {
  let text = query && isolate(query);
  if (article) {
    // RLI or LRI: a browser's tab has a direction of its own.
    const start = article.dir === 'rtl' ? '\u2067' : '\u2066';
    text = `${start}${article.querySelector('h1').textContent}\u2069`;
  }
  return text ? `${text} · ${isolate(collection)}` : collection;
}

/** Takes the marks away. */
export function clearHits() {
  painted?.clear();
  painted = undefined;
  current = 0;
  bar.hidden = true;
}

/** The hits as ranges, in the order of the text. */
export const hits = () => painted?.ranges ?? [];

/** Scrolls to a paragraph by its number. */
export function goToParagraph(article, number) {
  article.querySelector(`[data-p="${Number(number)}"]`)?.scrollIntoView({ block: 'center' });
}

/** The number of the current hit, from 0, or undefined. */
export const currentHit = () => (painted?.count ? current : undefined);

/**
 * Makes a hit the current one; after the last comes the first. `how` is 'still' (no scrolling),
 * 'jump', or 'walk': scroll in sight of the reader, move the focus and announce.
 */
export function goToHit(index, how, t) {
  if (!painted?.count) return;
  const m = painted.count;
  current = (Math.min(index, m) + m) % m;
  const n = current + 1;
  const range = painted.select(current);
  document.getElementById('hit-count').textContent = t('hit-count', { n, m });
  if (how !== 'still') scrollToCentre(range, how === 'walk');
  if (how !== 'walk') return;
  // A screen reader cannot see highlights: it goes on reading from the paragraph.
  const paragraph = range.startContainer.parentElement.closest('[data-p], h1');
  if (!paragraph) return;
  paragraph.tabIndex = -1;
  paragraph.focus({ preventScroll: true });
  const p = Number(paragraph.dataset.p);
  announce(p ? t('hit-paragraph', { n, m, p }) : t('hit-status', { n, m }));
}

const scrollToCentre = (range, isWalk) => {
  const { top, height } = range.getBoundingClientRect();
  const isSmooth = isWalk && matchMedia('(prefers-reduced-motion: no-preference)').matches;
  scrollTo({
    top: scrollY + top - (innerHeight - height) / 2,
    behavior: isSmooth ? 'smooth' : 'instant',
  });
};

const label = (article, t, parent) => {
  article.querySelector('.parent')?.remove();
  if (!parent) return;
  const { id, title, lang: parentLang, dir: parentDir } = parent;
  const href = format({ name: 'article', id });
  const link = element('a', { href, lang: parentLang, dir: parentDir }, title);
  const { lang, dir } = document.documentElement;
  article.prepend(element('p', { class: 'parent', lang, dir }, t('parent'), ' ', link));
};
