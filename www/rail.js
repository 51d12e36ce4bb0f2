// The rail beside a wide article: a tick for each hit, where it stands in the text. Hits that are
// closer than a finger is wide share a tick.

import { element } from './dom.js';

const TICK_PX = 24;

/** The rail; `draw` brings it up to date. */
export function rail(reading) {
  const { page } = reading;
  const list = element('ol');
  const rail = element('nav', { id: 'rail' }, list);
  page.main.after(rail);
  const sheet = page.adoptStyles('');
  let timer;
  let drawnFor;
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
    const next = placed(ranges, article.getBoundingClientRect(), rail.clientHeight);
    const key = JSON.stringify([next, reading.numbers, page.language]);
    if (key !== drawnFor) build(next, ranges.length);
    drawnFor = key;
    for (const [index, { first, last }] of next.entries()) {
      const isCurrent = page.currentHit() >= first && page.currentHit() <= last;
      const button = list.children[index].firstChild;
      if (isCurrent) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
  }

  function build(ticks, m) {
    const rules = ticks.map(
      ({ slot }, index) => `#rail li:nth-child(${index + 1}){inset-block-start:${slot * TICK_PX}px}`,
    );
    list.replaceChildren(...ticks.map((tick) => element('li', {}, button(tick, m))));
    sheet.replaceSync(rules.join(''));
  }

  // A tick of several hits goes through them one by one.
  function button({ first, last }, m) {
    const label = reading.t(first === last ? 'tick' : 'ticks', { n: first + 1, k: last + 1, m });
    const node = element('button', { type: 'button', 'aria-label': label, title: label });
    node.addEventListener('click', () => {
      const now = page.currentHit();
      page.selectHit(now >= first && now < last ? now + 1 : first);
    });
    return node;
  }

  return { draw };
}

/** The ticks of hits in a rail of a height: the slot of each, and its first and last hit. */
function placed(ranges, box, height) {
  const slots = Math.max(1, Math.floor(height / TICK_PX));
  const ticks = [];
  for (const [index, range] of ranges.entries()) {
    const { top } = range.getBoundingClientRect();
    const slot = Math.min(slots - 1, Math.floor(((top - box.top) / Math.max(box.height, 1)) * slots));
    const last = ticks.at(-1);
    if (last?.slot === slot) last.last = index;
    else ticks.push({ slot, first: index, last: index });
  }
  return ticks;
}
