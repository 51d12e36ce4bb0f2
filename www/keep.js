// The section below the list in which the collection is kept, and the message that stands over the page
// when there is something to say of that.
//
// Owns both, and saving the collection as one file; how a file is made is `save.js`.

import { announce } from './status.js';
import { collectionFile, isSingleFile } from './save.js';
import { css } from './offline.css.js';
import { element } from './dom.js';
import { sayer, TEXTS } from './keep-strings.js';

const HOUR_MS = 3_600_000;

const say = sayer(TEXTS);
const state = element('p', { id: 'keep-state' });
const save = element('button', { type: 'button', id: 'keep-save' });
/** The row of the section's buttons. */
export const tools = element('p', {}, save);
const keep = element('section', { id: 'keep' }, state, tools);
const toast = element('aside', { id: 'news', hidden: '' });
/** What each of them says now, to be said anew in another language. */
const said = { state: undefined, toast: undefined };

function draw() {
  for (const part of [keep, toast]) part.ariaLabel = say('keep');
  save.textContent = say('save');
  state.textContent = said.state?.() ?? '';
  state.hidden = !said.state;
  const { text, accept, label, later } = said.toast ?? {};
  const button = (words, act) => {
    const node = element('button', { type: 'button' }, words);
    node.addEventListener('click', act);
    return node;
  };
  toast.hidden = !text;
  if (toast.hidden) return toast.replaceChildren();
  const close = button(later?.() ?? say('close'), () => show(undefined));
  toast.replaceChildren(element('span', {}, text()), element('div', {}, ...(accept ? [button(label(), accept)] : []), close));
}

/** Shows a message; its `text`, and what its button `accept`s, by the words `label` and `later`. */
export function show(message) {
  const hadFocus = toast.contains(document.activeElement);
  said.toast = message;
  draw();
  if (message) announce(message.text());
  else if (hadFocus) document.getElementById('main').focus({ preventScroll: true });
}

/** Says in the section how the collection is kept. */
export function setState(text) {
  said.state = text;
  draw();
}

async function saveFile() {
  // A button that is disabled loses the focus.
  if (save.ariaDisabled) return;
  save.ariaDisabled = 'true';
  try {
    const { name, blob } = await collectionFile();
    const link = element('a', { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), HOUR_MS);
  } catch (error) {
    show({ text: () => say('unsaved', { why: error.message }) });
  }
  save.ariaDisabled = null;
}

/** Shows the section; `drawMore` is told whenever it is drawn for another language. */
export function beginKeeping(drawMore) {
  const drawAll = () => {
    draw();
    drawMore?.();
  };
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  document.getElementById('list').append(keep);
  document.body.append(toast);
  drawAll();
  new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ['lang'] });
  save.addEventListener('click', saveFile);
  // Hashes, which the file's policy is made of, are for secure pages alone.
  save.hidden = !isSingleFile && !globalThis.crypto?.subtle;
}
