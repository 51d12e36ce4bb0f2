// A short note over the page, also read out. It takes no focus and goes by itself, unless it holds
// text to be copied by hand.

import { element } from './dom.js';

const SHOWN_MS = 5000;
let node;
let timer;

/** Shows a note; one that `stays` is closed by its button or by Esc. */
export function toast({ page, t }, text, stays = false) {
  node?.remove();
  clearTimeout(timer);
  node = element('div', { id: 'toast', popover: stays ? 'auto' : 'manual' }, element('p', {}, text));
  if (stays) {
    const close = element('button', { type: 'button' }, t('close'));
    close.addEventListener('click', () => node.remove());
    node.append(close);
  } else timer = setTimeout(() => node.remove(), SHOWN_MS);
  page.main.append(node);
  node.showPopover();
  if (stays) getSelection().selectAllChildren(node.firstChild);
  else page.announce(text);
}
