// The keys that bring a reader to the search from anywhere in a page.

import { keyOf } from './keyboard.js';

/** Whether a keydown is one of `hotkeys`: `/` or `ctrl+k`, where ⌘ counts as Ctrl, with blanks between. */
export function isHotkey(event, hotkeys) {
  if (event.isComposing || event.altKey || event.defaultPrevented) return false;
  const isWithCtrl = event.ctrlKey || event.metaKey;
  // In a field a key alone is a letter.
  const [target] = event.composedPath();
  if (!isWithCtrl && (target.isContentEditable || target.matches?.('input, select, textarea'))) return false;
  const key = keyOf(event);
  return hotkeys.split(' ').some((hotkey) => hotkey && hotkey === (isWithCtrl ? `ctrl+${key}` : key));
}

/** A hotkey as keyboards print it. */
export const shown = (hotkeys) =>
  hotkeys.split(' ')[0].replace(/^ctrl\+(.)$/, (_, key) => `Ctrl ${key.toUpperCase()}`);
