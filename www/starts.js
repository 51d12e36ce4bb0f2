// What an empty search box offers while the reader is in it: the names that many articles share, and
// the last searches, where the reader wants them kept.
//
// It lies over the page, so that nothing moves. Searches are kept on the device alone, only once that
// was chosen, and never where the page stands in another one.

import { element } from './dom.js';
import { format } from './router.js';
import { names } from './names.js';
import { starts as ar } from './texts.ar.js';
import { starts as en } from './texts.en.js';
import { starts as fa } from './texts.fa.js';

/** What is said here, by language. */
export const TEXTS = { fa, ar, en };
const MOST = 5;
const STORED = 'recent';
/** A search takes less, on a slow device too. */
const SPARE_MS = 8;

/** Begins to offer; answers what tells it that something else is shown. */
export function start({ page }) {
  const { input } = page;
  const box = input.parentElement;
  const panel = element('div', { id: 'starts' });
  const isEmbedded = globalThis.top !== globalThis.self;
  const byLanguage = new Map();
  let language;
  box.append(panel);
  // A tap must not take the focus out of the box, with which all of this would go.
  panel.addEventListener('mousedown', (event) => event.preventDefault());
  panel.addEventListener('click', follow);
  box.addEventListener('keydown', walk);

  const isOpen = () => panel.checkVisibility();
  const say = (key) => TEXTS[page.language][key];

  /** The searches kept, the last one first; undefined where none are to be kept. */
  function kept() {
    const stored = isEmbedded ? undefined : page.preference(STORED);
    if (stored === undefined) return undefined;
    try {
      return JSON.parse(stored).filter((query) => typeof query === 'string');
    } catch {
      // Whatever else was stored under this name is no list of searches.
      return [];
    }
  }

  function keep(queries) {
    page.setPreference(STORED, queries && JSON.stringify(queries.slice(0, MOST)));
    draw();
  }

  function draw() {
    const queries = kept();
    const parts = [list('names', byLanguage.get(language) ?? []), list('recent', queries ?? [])];
    if (!isEmbedded) parts.push(choice(queries));
    panel.replaceChildren(...parts.filter(Boolean));
  }

  // Each list is one stop of the Tab key; the arrows go on from there.
  function list(key, queries) {
    if (!queries.length) return undefined;
    const links = queries.map((query, index) =>
      element('a', { href: format({ name: 'search', query }), dir: 'auto', tabindex: index ? '-1' : undefined }, query));
    const items = links.map((link) => element('li', {}, link));
    const title = element('p', { class: 'meta', id: `starts-${key}` }, say(key));
    return element('div', {}, title, element('ul', { class: 'facets', 'aria-labelledby': title.id }, ...items));
  }

  function choice(queries) {
    const check = element('input', { type: 'checkbox' });
    check.checked = Boolean(queries);
    check.addEventListener('change', () => {
      keep(check.checked ? [] : undefined);
      panel.querySelector('input').focus();
    });
    const row = element('div', { class: 'row' }, element('label', {}, check, ' ', say('keep')));
    if (!queries?.length) return row;
    const clear = element('button', { type: 'button' }, say('clear'));
    clear.addEventListener('click', () => {
      keep([]);
      input.focus();
    });
    row.append(clear);
    return row;
  }

  function follow(event) {
    const { ctrlKey, metaKey, altKey, shiftKey } = event;
    const link = event.target.closest('a');
    if (!link || ctrlKey || metaKey || altKey || shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    // Under a finger, the keyboard would cover what is found.
    if (matchMedia('(pointer: coarse)').matches) document.activeElement.blur();
    else input.focus();
    page.go({ name: 'search', query: link.textContent });
  }

  function walk(event) {
    const { key, target } = event;
    if (!isOpen() || !['ArrowDown', 'ArrowUp', 'Escape'].includes(key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (key === 'Escape') {
      if (target === input) input.blur();
      else input.focus();
      return;
    }
    const stops = [input, ...panel.querySelectorAll('a, input, button')];
    stops[stops.indexOf(target) + (key === 'ArrowDown' ? 1 : -1)]?.focus();
  }

  // As much as fits into the time that the browser has to spare.
  const soon = globalThis.requestIdleCallback ?? setTimeout;
  let spare;
  async function pause() {
    if (spare?.timeRemaining() > SPARE_MS) return;
    spare = await new Promise((resolve) => soon(resolve));
  }

  /** Something else is shown: what was opened from a search makes that a search worth keeping. */
  async function shown(arrival) {
    const { query } = page.route;
    const queries = kept();
    if (query && queries && arrival === 'open') keep([query, ...queries.filter((other) => other !== query)]);
    if (language === page.language) return;
    language = page.language;
    draw();
    if (!page.kashkul || byLanguage.has(language)) return;
    const asked = language;
    byLanguage.set(asked, await names(page.kashkul, asked, pause));
    // What is there already may have the focus: it stays.
    const late = list('names', byLanguage.get(asked));
    if (late && asked === language && !panel.querySelector('#starts-names')) panel.prepend(late);
  }

  shown('stay');
  return { shown };
}
