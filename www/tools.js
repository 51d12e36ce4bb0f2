// What stands above an article: its language, how long it takes to read, and the tools.

import { element } from './dom.js';

/**
 * Letters that a reader takes in a minute. Arabic and English as in Firefox's reader view; no figure
 * for Persian is known, so it lies between Arabic and what is usual for its script.
 */
const LETTERS_PER_MINUTE = { ar: 612, fa: 650, en: 987 };
const USUAL = 900;

/** Minutes that a text of so many letters takes, at least one. */
export const minutes = (letters, lang) =>
  Math.max(1, Math.round(letters / (LETTERS_PER_MINUTE[lang] ?? USUAL)));

/** The row of tools; `show` brings it up to date. */
export function toolbar(reading, { speech }) {
  const { page } = reading;
  const row = document.getElementById('tools');
  const bar = element('div', { role: 'toolbar' });
  const facts = element('p', { class: 'meta' });
  row.append(facts, bar);
  bar.addEventListener('keydown', onKeydown);

  function button(name) {
    const label = reading.t(name);
    const icon = element('span', { 'aria-hidden': 'true' }, ICONS[name] ?? '');
    const node = element('button', { type: 'button', class: name }, icon, ' ', label);
    node.addEventListener('click', () => reading.act(name));
    return node;
  }

  function show(isNew) {
    const { article, t } = reading;
    if (!article || !isNew) return;
    bar.setAttribute('aria-label', t('tools'));
    const names = new Intl.DisplayNames(page.language, { type: 'language' });
    const n = minutes(letters(article), article.lang);
    facts.replaceChildren(element('bdi', {}, names.of(article.lang)), ' · ', t('minutes', { n }));
    const buttons = ['listen', 'share', 'print'].map(button);
    bar.replaceChildren(...buttons);
    for (const [index, node] of buttons.entries()) node.tabIndex = index ? -1 : 0;
    speech.attach(bar.querySelector('.listen'));
  }

  // One stop of the Tab key; the arrows go from tool to tool.
  function onKeydown(event) {
    const buttons = [...bar.children];
    const at = buttons.indexOf(event.target);
    const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const last = buttons.length - 1;
    const next = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: last }[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    const node = buttons[(next + buttons.length) % buttons.length];
    for (const other of buttons) other.tabIndex = other === node ? 0 : -1;
    node.focus();
  }

  return { show };
}

const ICONS = { listen: '▶', share: '↗' };

const letters = (article) =>
  [...article.querySelectorAll('h1, [data-p]')].reduce((sum, node) => sum + node.textContent.length, 0);
