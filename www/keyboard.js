// The page's keys, told apart from what they do.

/**
 * The key of a keydown by its character, so that a rearranged Latin layout keeps its letters; where
 * the layout types another script (Persian «ن» on the K key), by its place. Empty for neither.
 */
export function keyOf({ key, code, shiftKey }) {
  if (/^[ -~]$/.test(key) || key.length > 1) return key.toLowerCase();
  if (code === 'Slash' && shiftKey) return '?';
  return PLACES[code] ?? /^Key(.)$/.exec(code)?.[1].toLowerCase() ?? '';
}

const PLACES = { Slash: '/', Equal: '+', Minus: '-', Digit0: '0' };

/**
 * The command that a keydown asks for, or undefined. `isQuiet` leaves out the keys that stand alone:
 * while the reader types, or where they are switched off.
 */
export function command(event, isQuiet) {
  if (event.isComposing) return undefined;
  const key = keyOf(event);
  if (key === 'escape') return 'escape';
  if (event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey) return key === 'k' && !event.shiftKey ? 'search' : undefined;
  if (isQuiet) return undefined;
  if (key === '/') return 'search';
  if (key === 'n') return event.shiftKey ? 'previous-hit' : 'next-hit';
  return undefined;
}
