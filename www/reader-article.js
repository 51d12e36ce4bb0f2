// The open article of `<kashkul-reader>`, and the way from hit to hit in it.

import { appendRuns, element } from './dom.js';
import { embedAddress } from './fallback.js';
import { formatDate } from './dates.js';
import { highlight } from './highlight.js';
import { isCollection } from './answers.js';

/** The article of a reader. */
export function openedArticle(reader) {
  const root = reader.shadowRoot;
  const [walkBar, counter] = ['.walk', '.count'].map((selector) => root.querySelector(selector));
  const body = reader.part$('body');
  let painted;
  let current = 0;

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
      time.textContent = formatDate(time.dateTime, lang, { calendar, isLong: true, digits: reader.digits || undefined });
    }
  };

  function clear() {
    painted?.clear();
    painted = undefined;
    current = 0;
    walkBar.hidden = true;
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

  const walk = (step) => (painted?.count ? select(current + step, 'walk') : undefined);

  /** Shares the article as the device does, else by the clipboard. */
  async function share() {
    const node = body.querySelector('article');
    const title = node.querySelector('h1').textContent;
    const url = embedAddress(reader, `/a/${encodeURIComponent(node.dataset.id)}`).href;
    if (!reader.emit('kashkul-share', { id: node.dataset.id, title, url }, { cancelable: true })) return;
    try {
      if (navigator.share) return await navigator.share({ title, url });
      await navigator.clipboard.writeText(`${title}\n${url}`);
      const text = reader.t('copied');
      reader.part$('toast').textContent = text;
      reader.say(text);
    } catch {
      // Whoever sends the sheet away, or forbids the clipboard, wants it so.
    }
  }

  return { clear, draw, goTo, share, walk };
}
