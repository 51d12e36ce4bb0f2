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
    const ticks = placed(ranges, article.getBoundingClientRect(), rail.clientHeight);
    const focused = [...list.children].findIndex((item) => item.contains(document.activeElement));
    const rules = [];
    list.replaceChildren(
      ...ticks.map(({ slot, first, last }, index) => {
        rules.push(`#rail li:nth-child(${index + 1}){inset-block-start:${slot * TICK_PX}px}`);
        const values = { n: first + 1, k: last + 1, m: ranges.length };
        const label = t(first === last ? 'tick' : 'ticks', values);
        const isCurrent = page.currentHit() >= first && page.currentHit() <= last;
        const current = isCurrent ? 'true' : undefined;
        const button = element('button', { type: 'button', 'aria-label': label, title: label, 'aria-current': current });
        button.addEventListener('click', () => {
          const now = page.currentHit();
          page.selectHit(now >= first && now < last ? now + 1 : first);
        });
        return element('li', {}, button);
      }),
    );
    sheet.replaceSync(rules.join(''));
    list.children[focused]?.firstChild.focus();
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
