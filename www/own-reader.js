// Makes the page the reader of a collection: writes its list and its articles as a hosted page has them,
// in pieces short enough that the page stays quick, and then begins the reader.

import { adoptStyles } from './style.js';
import { element } from './dom.js';
import { open } from './kashkul.js';

/** So long the page may be busy at a time. */
const SLICE_MS = 12;
/** The articles of a longer pack are drawn when they are opened, as those of a large page are. */
const MAX_PACK_LEN = 500_000;
/** So many articles are hidden together. What changes the whole page is worked out for what is not hidden. */
const SHELF = 50;
/** So many entries of the list are shown at a time. */
const PART = 150;
/** So long a part of the reader that does not come is waited for. */
const PATIENCE_MS = 3000;

/** Shows a pack; `told` hears the share that is done. */
export async function show({ pack, title, lang, theme }, told) {
  const bytes = new Uint8Array(await pack.arrayBuffer());
  const kashkul = await open({ pack: bytes, wasm: new URL('kashkul.wasm', import.meta.url) });
  const infos = kashkul.articles;
  const bar = document.getElementById('hits');
  const list = document.querySelector('#list > ol');
  let began = performance.now();
  let shelf;
  for (const [at, info] of infos.entries()) {
    list.append(item(info));
    if (bytes.length <= MAX_PACK_LEN) {
      if (at % SHELF === 0) {
        shelf = element('div', { class: 'shelf', hidden: 'until-found' });
        bar.before(shelf);
      }
      shelf.append(closed(info.id, kashkul));
    }
    if (performance.now() - began > SLICE_MS) {
      told((at + 1) / infos.length);
      await pause();
      began = performance.now();
    }
  }
  const main = infos.find((info) => info.lang === lang) ?? infos[0];
  kashkul.dispose();
  document.title = title;
  for (const name of document.querySelectorAll('.brand bdi, #masthead bdi')) name.textContent = title;
  document.documentElement.lang = lang || main.lang;
  document.documentElement.dir = main.dir;
  // The reader asks this element where its collection is, and takes bytes as well as an address.
  const carrier = element('link', { id: 'kashkul-pack' });
  Object.defineProperty(carrier, 'href', { value: bytes });
  document.head.append(carrier);
  const isDressed = dressed(list.parentElement);
  await import('./app.js');
  adoptStyles(theme);
  await isDressed;
  showList(list);
}

/** Waits until the reader has given the page all of its looks, each of which is worked out for what is shown. */
async function dressed(place) {
  await new Promise((resolve) => {
    // What keeps the collection comes into its place last, where it can be loaded.
    new MutationObserver(resolve).observe(place, { childList: true });
    setTimeout(resolve, PATIENCE_MS);
  });
  // The reader loads its later part when there is nothing else to do.
  await new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve));
  await import('./reading.js').catch(() => {});
}

/** Shows the list, which is long, part by part. */
async function showList(list) {
  const items = [...list.children];
  while (items.length) {
    for (const item of items.splice(0, PART)) item.classList.remove('later');
    // Timers alone may run several times before anything is drawn.
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** An entry of the list, as the hosted page has them. */
function item({ id, title, lang, dir, source, date, printedDate, calendar, parent }) {
  const link = element('a', { href: `#a-${encodeURIComponent(id)}` }, title);
  const node = element('li', { lang, dir, 'data-id': id, class: parent ? 'embedded later' : 'later' }, link);
  const meta = element('small', { class: 'meta' }, source ?? '');
  if (date) {
    const time = element('time', { datetime: date, 'data-calendar': calendar }, printedDate ?? date);
    meta.append(source ? ' · ' : '', time);
  }
  if (parent) {
    const label = element('bdi', { 'data-text': 'embedded' });
    meta.append(element('span', { 'data-script': '', hidden: '' }, meta.textContent && ' · ', label));
  }
  if (source || date || parent) node.append(' ', meta);
  return node;
}

/** An article as the hosted page has it: found by the browser's own search, hidden until wanted. */
function closed(id, kashkul) {
  const fragment = kashkul.render(id);
  const article = fragment.querySelector('article');
  article.id = `a-${id}`;
  article.hidden = 'until-found';
  return fragment;
}

/** Lets the page draw and answer. */
const pause = () => new Promise((resolve) => setTimeout(resolve));
