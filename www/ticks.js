// The ticks of a rail: one for each hit of an article, where it stands in the text. Hits that are closer
// than a finger is wide share a tick.

import { element } from './dom.js';

const TICK_PX = 24;

/**
 * Draws ticks into the list of the rail that `scope` selects, placed by rules of `sheet`. `current` answers
 * which hit is the current one, `select` makes one so. The answer brings them up to date: with the ranges
 * of all hits, the article that they are in, and what translates.
 */
export function ticks(list, { scope, sheet, current, select }) {
  let drawnFor;

  // A tick of several hits goes through them one by one.
  function tick({ first, last }, label) {
    const button = element('button', { type: 'button', part: 'tick', 'aria-label': label, title: label });
    button.addEventListener('click', () => select(current() >= first && current() < last ? current() + 1 : first));
    return element('li', {}, button);
  }

  function build(placed, labels) {
    const rules = placed.map(({ slot }, index) => `${scope} li:nth-child(${index + 1}){inset-block-start:${slot * TICK_PX}px}`);
    list.replaceChildren(...placed.map((place, index) => tick(place, labels[index])));
    sheet.replaceSync(rules.join(''));
  }

  return (ranges, article, t) => {
    const placed = places(ranges, article.getBoundingClientRect(), list.parentElement.clientHeight);
    const m = ranges.length;
    const labels = placed.map(({ first, last }) => t(first === last ? 'tick' : 'ticks', { n: first + 1, k: last + 1, m }));
    const key = JSON.stringify([placed, labels]);
    if (key !== drawnFor) build(placed, labels);
    drawnFor = key;
    for (const [index, { first, last }] of placed.entries()) {
      const button = list.children[index].firstChild;
      if (current() >= first && current() <= last) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
  };
}

/** Where the ticks of hits are in a rail of a height: the slot of each, and its first and last hit. */
function places(ranges, box, height) {
  const slots = Math.max(1, Math.floor(height / TICK_PX));
  const placed = [];
  for (const [index, range] of ranges.entries()) {
    const { top } = range.getBoundingClientRect();
    const slot = Math.min(slots - 1, Math.floor(((top - box.top) / Math.max(box.height, 1)) * slots));
    const last = placed.at(-1);
    if (last?.slot === slot) last.last = index;
    else placed.push({ slot, first: index, last: index });
  }
  return placed;
}
