// The rail beside a wide article of the page.

import { element } from './dom.js';
import { ticks } from './ticks.js';

/** The rail; `draw` brings it up to date. */
export function rail(reading) {
  const { page } = reading;
  const list = element('ol');
  const rail = element('nav', { id: 'rail' }, list);
  page.main.after(rail);
  const drawTicks = ticks(list, {
    scope: '#rail',
    sheet: page.adoptStyles(''),
    current: () => page.currentHit(),
    select: (index) => page.selectHit(index),
  });
  let timer;
  new ResizeObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(draw, 100);
  }).observe(page.main);

  function draw() {
    const { article, t } = reading;
    const ranges = article ? page.hits() : [];
    rail.hidden = !ranges.length;
    if (rail.hidden) return;
    rail.setAttribute('aria-label', t('rail'));
    drawTicks(ranges, article, t);
  }

  return { draw };
}
