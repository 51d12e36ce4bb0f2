// The page's keys, told apart from what they do.

/**
 * The command that a keydown asks for, or undefined.
 *
 * The character decides, so that a rearranged Latin layout keeps its letters; where the layout
 * types another script (Persian «ن» on the K key), the key's place does.
 */
export function command(event, isTyping) {
  if (event.isComposing) return undefined;
  const isAscii = /^[ -~]$/.test(event.key);
  const key = isAscii || event.key.length > 1 ? event.key.toLowerCase() : (PLACES[event.code] ?? '');
  if (key === 'escape') return 'escape';
  if (event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey) return key === 'k' && !event.shiftKey ? 'search' : undefined;
  if (isTyping) return undefined;
  if (key === '/') return 'search';
  if (key === 'n') return event.shiftKey ? 'previous-hit' : 'next-hit';
  return undefined;
}

const PLACES = { KeyK: 'k', KeyN: 'n', Slash: '/' };
