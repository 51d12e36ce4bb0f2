// Paints hits, and walks through them.

import { hitsOf, registered } from './paint.js';

/**
 * Paints the hits below `root`: the text nodes that `data-hits` counts, or `<mark>` elements where
 * the Custom Highlight API is missing. Ranges, not elements, keep the letters of a word joined.
 */
export function highlight(root) {
  const targets = hitsOf(root);
  const ranges = targets.map((node) => {
    const range = node.ownerDocument.createRange();
    range.selectNodeContents(node);
    return range;
  });
  const hits = registered('kashkul-hit', 0);
  const current = registered('kashkul-current', 1);
  for (const range of ranges) hits?.add(range);
  let selected = -1;
  const select = (index) => {
    if (selected in ranges) {
      current?.delete(ranges[selected]);
      targets[selected].classList?.remove('current');
    }
    selected = index;
    if (selected in ranges) {
      current?.add(ranges[selected]);
      targets[selected].classList?.add('current');
    }
    return ranges[selected];
  };
  const clear = () => {
    select(-1);
    for (const range of ranges) hits?.delete(range);
  };
  return { count: ranges.length, ranges, select, clear };
}
