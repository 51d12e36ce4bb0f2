// The address of the present entry in the history, and where the reader was in it.

import { format, parse } from './router.js';

const PAUSE_MS = 300;
let pending;
let timer;

/**
 * Takes a route into the present entry of the history once typing has paused: browsers allow only so
 * many a minute, and each takes longer than the search does.
 */
export function replaceAddress(next) {
  pending = format(next);
  clearTimeout(timer);
  timer = setTimeout(flushAddress, PAUSE_MS);
}

/** Takes it in now. */
export function flushAddress() {
  clearTimeout(timer);
  if (pending) history.replaceState(history.state, '', pending);
  pending = undefined;
}

/** A step back must not be answered with the address of the entry that was left. */
export function forgetAddress() {
  pending = undefined;
}

/** Makes a new entry, which knows the one before it, after noting in that where the reader was. */
export function pushAddress(next) {
  flushAddress();
  keepPlace();
  history.pushState({ from: format(parse(location.hash)) }, '', format(next));
}

/** Notes in the present entry where the reader is. */
export function keepPlace() {
  const focus = document.activeElement.dataset.id;
  history.replaceState({ ...history.state, scroll: scrollY, focus }, '');
}
