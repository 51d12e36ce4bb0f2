// The open article of `<kashkul-reader>`, and the way from hit to hit in it.

import { appendRuns, element } from './dom.js';
import { embedAddress } from './fallback.js';
import { formatMoment } from './dates.js';
import { highlight } from './highlight.js';
import { isCollection } from './answers.js';
import { ticks } from './ticks.js';

const PAUSE_MS = 100;

/** The article of a reader; `go` makes the hit current whose tick is pressed. */
export function openedArticle(reader, go) {
  const root = reader.shadowRoot;
  const [walkBar, counter] = ['.walk', '.count'].map((selector) => root.querySelector(selector));
  const body = reader.part$('body');
  const rail = reader.part$('rail');
  const sheet = new CSSStyleSheet();
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const drawTicks = ticks(rail.firstChild, { scope: '[part=rail]', sheet, current: () => current, select: go });
  let painted;
  let current = 0;
  let resized;
  new ResizeObserver(() => {
    clearTimeout(resized);
    resized = setTimeout(drawRail, PAUSE_MS);
  }).observe(body);

  function drawRail() {
    rail.hidden = !painted?.count;
    if (!rail.hidden) drawTicks(painted.ranges, body.firstElementChild, reader.t);
  }

  /** Draws an article; none where the engine has none of that id. */
  async function draw(engine, { id, query }, hits) {
    const fragment = isCollection(engine) ? rendered(engine, id, query) : fromHit(hits.find((hit) => hit.id === id));
    const node = fragment?.querySelector('article');
    if (!node) return undefined;
    clear();
    name(node);
    body.replaceChildren(fragment);
    painted = query ? highlight(node) : undefined;
    walkBar.hidden = !painted?.count;
    return node;
  }

  const rendered = (engine, id, query) => {
    try {
      return engine.render(id, { query, document: reader.ownerDocument });
    } catch (error) {
      if (error.code === 'no-article') return undefined;
      throw error;
    }
  };

  /** What the client of a server answered is all that there is of its article. */
  const fromHit = (hit) => {
    if (!hit) return undefined;
    const { id, title, text, lang, dir, source, date } = hit;
    const facts = [source && element('bdi', {}, source), date && element('time', { datetime: date }, date)];
    const meta = element('p', { class: 'meta' }, ...facts.filter(Boolean).flatMap((fact) => [' · ', fact]).slice(1));
    const paragraphs = text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim());
    const blocks = paragraphs.map((paragraph, index) => element('p', { 'data-p': index + 1, dir: 'auto' }, paragraph));
    const heading = appendRuns(element('h1', { tabindex: '-1' }), title);
    return element('div', {}, element('article', { 'data-id': id, lang: lang || undefined, dir }, heading, meta, ...blocks));
  };

  /** Gives the article's elements the names that style sheets know, and its dates in words. */
  const name = (node) => {
    node.setAttribute('part', 'article');
    const parts = { title: 'h1', meta: '.meta', paragraph: '[data-p]' };
    for (const [part, selector] of Object.entries(parts)) {
      for (const found of node.querySelectorAll(selector)) found.setAttribute('part', part);
    }
    for (const time of node.querySelectorAll('time[datetime]')) {
      const lang = node.lang || reader.language;
      const calendar = reader.calendar || time.dataset.calendar;
      time.textContent = formatMoment(time.dateTime, lang, { calendar, digits: reader.digits || undefined });
    }
  };

  function clear() {
    painted?.clear();
    painted = undefined;
    current = 0;
    walkBar.hidden = true;
    rail.hidden = true;
    body.replaceChildren();
  }

  const blockOf = (range) => range.startContainer.parentElement.closest('[data-p], h1');

  /** Makes a hit the current one; `how` is 'still', 'jump' or 'walk' (with the focus). */
  function select(index, how) {
    const m = painted.count;
    current = (index + m) % m;
    const { t } = reader;
    const n = current + 1;
    const block = blockOf(painted.select(current));
    counter.textContent = t('hit-count', { n, m });
    drawRail();
    if (how !== 'still') block?.scrollIntoView({ block: 'center' });
    if (how === 'walk' && block) {
      block.tabIndex = -1;
      block.focus({ preventScroll: true });
      const p = Number(block.dataset.p);
      reader.say(p ? t('hit-paragraph', { n, m, p }) : t('hit-status', { n, m }));
    }
    return { hit: n, total: m };
  }

  /** Goes to the place that was asked for. */
  function goTo({ paragraph, hit }, how) {
    if (painted?.count) select((hit ?? 1) - 1, how === 'jump' && !paragraph && hit ? 'jump' : 'still');
    if (how === 'still') return;
    if (paragraph) body.querySelector(`[data-p="${Number(paragraph)}"]`)?.scrollIntoView({ block: 'center' });
  }

  /** Shares the article as the device does, else by the clipboard; true if it is there now. */
  async function share() {
    const node = body.querySelector('article');
    const title = node.querySelector('h1').textContent;
    const url = embedAddress(reader, `/a/${encodeURIComponent(node.dataset.id)}`).href;
    if (!reader.emit('kashkul-share', { id: node.dataset.id, title, url }, { cancelable: true })) return false;
    try {
      if (navigator.share) await navigator.share({ title, url });
      else {
        await navigator.clipboard.writeText(`${title}\n${url}`);
        return true;
      }
    } catch {
      // Whoever sends the sheet away, or forbids the clipboard, wants it so.
    }
    return false;
  }

  return {
    clear,
    current: () => (painted?.count ? current : undefined),
    draw,
    goTo,
    select: (index) => select(index, 'walk'),
    share,
  };
}
