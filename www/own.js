// The page of a reader's own articles: takes files, has them packed in a worker, and becomes their
// reader. Nothing is sent anywhere; nothing is kept unless that is asked for.

import { announce } from './status.js';
import { applyChoices } from './style.js';
import { chooseLanguage, directionOf } from './strings.js';
import { css } from './own.css.js';
import { dropped, picked } from './own-files.js';
import { element } from './dom.js';
import { forget, keep, kept } from './own-kept.js';
import { preference } from './preferences.js';
import { say, WRONG } from './own-strings.js';
import { show } from './own-reader.js';
import { workerAddress } from './trusted.js';

/** Files are handed to the worker in parts: each takes the page a moment. */
const PART = 200;

const root = document.documentElement;
const main = document.getElementById('main');
let worker;
/** The collection that is shown, or is ready to be. */
let packed;
let isOpening = false;

// ---- what is seen ----

const input = (attributes) => element('input', { type: 'file', multiple: '', hidden: '', ...attributes });
const inputs = { folder: input({ webkitdirectory: '' }), files: input({}) };
const state = element('p', { id: 'own-state' });
const bar = element('progress', { id: 'own-progress', max: '1', hidden: '' });
const choices = element('p', { id: 'own-choices' });
const problems = element('ul', { id: 'own-problems', hidden: '' });
const panel = element(
  'section', { id: 'own' },
  element('h1', {}, ''), element('p', {}, ''), element('p', { class: 'meta' }, ''),
  choices, bar, state, problems, ...Object.values(inputs),
);

function button(key, act, values) {
  const node = element('button', { type: 'button', id: `own-${key}` }, say(key, values));
  node.addEventListener('click', act);
  return node;
}

function tell(text) {
  state.textContent = text;
  announce(text);
}

/** What can be done when nothing is going on. */
async function offer() {
  bar.hidden = true;
  const pick = Object.entries(inputs).map(([key, node]) => button(key, () => node.click()));
  choices.replaceChildren(...pick);
  const before = await kept();
  if (!before) return;
  choices.append(
    button('open', async () => begin({ ...before, pack: await before.pack() }, true), before),
    button('forget', async () => {
      await forget();
      tell(say('forgotten'));
      offer();
    }),
  );
}

function work(what, share) {
  bar.hidden = false;
  if (share === undefined) bar.removeAttribute('value');
  else bar.value = share;
  if (state.textContent !== say(what)) tell(say(what));
}

// ---- packing ----

function end() {
  worker?.terminate();
  worker = undefined;
}

/** Ends what the worker does, and begins with a new one. */
function restart(hear) {
  end();
  worker = new Worker(workerAddress('packing-worker.js'), { type: 'module' });
  worker.addEventListener('message', ({ data }) => hear(data));
  worker.addEventListener('error', ({ message }) => hear({ kind: 'failed', what: message ?? 'packing-worker.js' }));
}

async function pack({ title, isFolder, pairs }) {
  problems.hidden = true;
  if (!pairs.length) {
    tell(say('nothing'));
    return;
  }
  restart(hear);
  const mine = worker;
  work('reading');
  choices.replaceChildren(button('cancel', cancel));
  for (let at = 0; at < pairs.length && worker === mine; at += PART) {
    mine.postMessage({ kind: 'add', pairs: pairs.slice(at, at + PART) });
    await new Promise((resolve) => setTimeout(resolve));
  }
  mine.postMessage({ kind: 'pack', title, isFolder });
}

function cancel() {
  end();
  problems.hidden = true;
  tell(say('cancelled'));
  offer();
}

function hear({ kind, what, share, pack, title, lang, theme, said }) {
  if (kind === 'progress') work(what, share);
  else if (kind === 'failed') {
    if (said?.length) listProblems(said, 'nothing-read');
    else tell(say('failed', { why: what }));
    end();
    offer();
  } else if (kind === 'packed') {
    performance.mark('kashkul-packed');
    packed = { pack: new Blob([pack], { type: 'application/kashkul' }), title, lang, theme };
    if (said.length) {
      end();
      listProblems(said, 'left-out');
      choices.replaceChildren(button('open', () => begin(packed), packed), button('cancel', cancel));
    } else begin(packed);
  }
}

/** Lists what is wrong with which file: its kind in the reader's language, and what the packer says of it. */
function listProblems(said, summary) {
  bar.hidden = true;
  problems.replaceChildren(...said.map(([kind, place, what]) => {
    const reason = WRONG[root.lang]?.[kind];
    const words = reason ? [reason, element('small', { class: 'meta', lang: 'en', dir: 'ltr' }, what)] : [what];
    return element('li', {}, element('bdi', {}, place), ': ', ...words);
  }));
  problems.hidden = false;
  tell(say(summary, { n: said.length }));
}

// ---- reading ----

/** Becomes the reader of a collection, which may be kept on this device already. */
async function begin(collection, isKept = false) {
  packed = collection;
  isOpening = true;
  work('opening');
  choices.replaceChildren();
  try {
    await show(collection, (share) => work('opening', share));
  } catch (error) {
    isOpening = false;
    tell(say('failed', { why: error.message }));
    offer();
    return;
  }
  const hadFocus = panel.contains(document.activeElement);
  panel.remove();
  if (hadFocus) document.getElementById('main').focus({ preventScroll: true });
  removeEventListener('drop', drop);
  document.getElementById('list').append(stay(isKept));
}

/** What stands below the list: keeping the collection, or taking other articles. */
function stay(wasKept) {
  let isKept = wasKept;
  const section = element('section', { id: 'own-stay' });
  const keeping = button('keep', async () => {
    if (isKept) return;
    try {
      await keep(packed.pack, packed);
      isKept = true;
      draw();
      announce(say('kept'));
    } catch (error) {
      announce(say('failed', { why: error.message }));
    }
  });
  keeping.hidden = !globalThis.caches;
  const another = element('a', { href: 'own.html', id: 'own-another' });
  const draw = () => {
    keeping.textContent = say(isKept ? 'kept' : 'keep');
    // A button that is disabled loses the focus.
    keeping.ariaDisabled = isKept ? 'true' : null;
    another.textContent = say('another');
  };
  draw();
  new MutationObserver(draw).observe(root, { attributeFilter: ['lang'] });
  section.append(keeping, ' ', another);
  return section;
}

/** Saves the articles that are shown, where the site's own are saved elsewhere. */
function onSave(event) {
  if (!packed || !event.target.closest?.('#keep-save')) return;
  event.stopImmediatePropagation();
  const { target } = event;
  if (target.ariaDisabled) return;
  target.ariaDisabled = 'true';
  announce(say('saving'));
  restart(({ kind, what, blob }) => {
    target.ariaDisabled = null;
    if (kind === 'failed') announce(say('failed', { why: what }));
    else {
      const name = `${packed.title.replace(/[\s\\/:*?"<>|]+/g, ' ').trim() || 'kashkul'}.html`;
      const link = element('a', { href: URL.createObjectURL(blob), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    }
    end();
  });
  worker.postMessage({ kind: 'save', pack: packed.pack, theme: packed.theme });
}

// ---- beginning ----

async function drop(event) {
  event.preventDefault();
  if (!worker && !isOpening) pack(await dropped(event.dataTransfer));
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
applyChoices();
root.lang = chooseLanguage(preference('language'), navigator.languages);
root.dir = directionOf(root.lang);
const [heading, what, kinds] = panel.children;
heading.textContent = say('title');
what.textContent = say('what');
kinds.textContent = say('kinds');
document.title = say('title');
document.querySelector('.brand').href = './';
main.prepend(panel);
for (const node of Object.values(inputs)) node.addEventListener('change', () => pack(picked(node.files)));
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', drop);
addEventListener('click', onSave, { capture: true });
offer();
