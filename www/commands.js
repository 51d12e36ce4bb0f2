// The keys that stand alone and ask for something beyond the search.

import { keyOf } from './keyboard.js';

// Brackets stand for left and right, whatever is written on them.
const SIDES = { BracketLeft: 'left', BracketRight: 'right' };

const COMMANDS = new Map([
  ['j', 'next-article'],
  ['k', 'previous-article'],
  ['+', 'larger'],
  ['=', 'larger'],
  ['-', 'smaller'],
  ['0', 'usual-size'],
  ['t', 'theme'],
  ['p', 'print'],
  ['s', 'share'],
  ['r', 'listen'],
  ['?', 'keys'],
]);

/** The command that a keydown without Ctrl, Alt or the like asks for, or undefined. */
export function laterCommand(event) {
  const { ctrlKey, metaKey, altKey, isComposing, code, key } = event;
  if (ctrlKey || metaKey || altKey || isComposing || key === 'Dead') return undefined;
  return SIDES[code] ?? COMMANDS.get(keyOf(event));
}
