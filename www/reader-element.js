// `<kashkul-reader>`: search, list and article in one element.
//
// Owns which of the three is shown, and the address where `route` gives it one. The list and its links
// are `reader-list`'s, the article and the way from hit to hit `reader-article`'s.

import { ask, isCollection } from './answers.js';
import { css } from './reader-element.css.js';
import { define, KashkulElement, SHARED } from './element.js';
import { element } from './dom.js';
import { openedArticle } from './reader-article.js';
import { PAGES } from './strings.js';
import { PHRASES } from './phrases.js';
import { results } from './reader-list.js';
import { command } from './keyboard.js';
import { route } from './reader-route.js';
import { toast } from './reader-toast.js';
import { UPDATES } from './update-texts.js';

const ATTRIBUTES = { ...SHARED, article: 'text', 'text-size': 'number', route: 'text', 'route-prefix': 'text' };
const USUAL_RESULTS = 20;
/** Where a reader is until it has gone anywhere: where the address or the attributes say. */
const BEGINNING = { name: 'home' };

/** The whole reader. */
export class KashkulReader extends KashkulElement {
  static observedAttributes = [...Object.keys(ATTRIBUTES), 'lang', 'dir'];

  usualLoad = 'visible';
  /** What is open: the list, results or an article, as addresses have it. */
  #place = BEGINNING;
  #list;
  #article;
  #route;
  #toast;
  #asked = 0;
  #result;
  #limit;

  constructor() {
    super(css);
    this.draw();
  }

  get extraTexts() {
    const { share, copied, rail, tick, ticks } = PHRASES[this.language];
    return { ...PAGES[this.language], ...UPDATES[this.language], share, copied, rail, tick, ticks };
  }

  // ---- drawing ----

  draw() {
    const slot = (name) => element('slot', { name });
    const button = (name, sign) => element('button', { class: name, type: 'button' }, sign);
    const input = element('input', {
      type: 'search',
      part: 'input',
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      enterkeyhint: 'search',
      dir: 'auto',
    });
    const clear = element('button', { part: 'clear', type: 'button', hidden: '' }, '×');
    const box = element('search', { class: 'box' }, slot('start'), input, clear, slot('end'));
    const summary = element('h2', { id: 'summary', tabindex: '-1' });
    const empty = element('div', { part: 'empty', hidden: '' }, slot('empty'));
    const list = element('ol', { class: 'list', 'aria-labelledby': 'summary' });
    const side = element('div', { class: 'side' }, summary, element('div', { class: 'notes' }), empty, list, element('button', { class: 'more', type: 'button', hidden: '' }));
    const walk = element('span', { class: 'walk', role: 'group', hidden: '' }, button('previous', '↑'), element('span', { class: 'count' }), button('next', '↓'));
    const toolbar = element('div', { part: 'toolbar', role: 'group' }, button('back', ''), walk, button('share', ''));
    const rail = element('div', { class: 'track' }, element('nav', { part: 'rail', hidden: '' }, element('ol')));
    const text = element('div', { class: 'text' }, element('div', { part: 'body' }), rail);
    const open = element('div', { class: 'open', hidden: '' }, toolbar, slot('before-article'), text, slot('after-article'));
    const note = element('div', { part: 'toast', hidden: '' }, element('span'), button('act', ''));
    const status = element('p', { part: 'status', role: 'status' }, element('span'), element('span'));
    const panes = element('div', { class: 'panes' }, side, open);
    this.shadowRoot.append(element('div', { part: 'base' }, box, element('div', { part: 'fallback', tabindex: '-1' }), panes, slot('footer'), note, status));

    this.#list = results(this);
    this.#article = openedArticle(this, (index) => this.#select(index));
    this.#toast = toast(this);
    this.#route = route(this);
    const on = (selector, type, act) => this.shadowRoot.querySelector(selector).addEventListener(type, act);
    input.addEventListener('input', ({ isComposing }) => {
      if (!isComposing || matchMedia('(pointer: coarse)').matches) this.#typed();
    });
    input.addEventListener('compositionend', () => this.#typed());
    clear.addEventListener('click', () => this.reset());
    on('.back', 'click', () => this.#leave());
    on('.next', 'click', () => this.#walk(1));
    on('.previous', 'click', () => this.#walk(-1));
    on('.share', 'click', async () => (await this.#article.share()) && this.#toast.show('copied'));
    on('.more', 'click', () => this.#more());
    side.addEventListener('click', (event) => this.#follow(event));
    this.shadowRoot.addEventListener('keydown', (event) => this.#obey(event));
    // Nothing changes while somebody reads, unless they wish it.
    this.addEventListener('kashkul-update', () => this.#toast.show('update', 'load', () => this.#renew()));
  }

  connected(signal) {
    this.#route.listen(signal, (place) => {
      // Before its first step stands the article of the markup.
      const id = place.name === 'home' && this.getAttribute('article');
      this.#show(id ? { name: 'article', id } : place, 'back');
    });
    signal.addEventListener('abort', () => {
      this.#list.clear();
      this.#article.clear();
    });
    if (this.engine) this.opened();
  }

  label() {
    const { t, shadowRoot } = this;
    const input = this.part$('input');
    input.setAttribute('aria-label', this.getAttribute('aria-label') ?? t('search'));
    input.placeholder = this.placeholder || t('placeholder');
    const named = { clear: this.part$('clear'), hits: shadowRoot.querySelector('.walk'), rail: this.part$('rail') };
    for (const name of ['previous', 'next']) named[name] = shadowRoot.querySelector(`.${name}`);
    for (const [name, node] of Object.entries(named)) node.setAttribute('aria-label', t(name));
    this.#toast.label();
    for (const name of ['more', 'share']) shadowRoot.querySelector(`.${name}`).textContent = t(name);
    if (!this.engine) return;
    const hit = this.#article.current();
    this.#show(hit ? { ...this.#place, hit: hit + 1 } : this.#place, 'stay');
  }

  dress() {
    super.dress();
    this.part$('base').dataset.size = this.hasAttribute('text-size') ? this.textSize : 2;
  }

  // ---- what is shown ----

  /** Everything that waited for the engine is shown. */
  opened() {
    const asked = this.#place.name === 'home' ? this.#route.current() : undefined;
    const place = this.#place === BEGINNING ? this.#beginning() : this.#place;
    return this.#show(asked ?? place, 'stay');
  }

  /** The place that the attributes name. */
  #beginning() {
    const id = this.getAttribute('article');
    const query = this.query.trim() ? this.query : undefined;
    if (id) return { name: 'article', id, query };
    return query ? { name: 'search', query } : { name: 'home' };
  }

  /** Shows a place. `arrival` is 'open', 'back' or 'stay' (nothing moves). */
  async #show(place, arrival) {
    this.#place = place;
    const { name, id, query = '' } = place;
    const input = this.part$('input');
    if (input.value.trim() !== query.trim()) input.value = query;
    this.part$('clear').hidden = !input.value;
    const engine = this.engine ?? (await this.load());
    // Another place may have been asked for meanwhile. Of the same one this call answers, not what the
    // engine's coming has shown by itself.
    if (place !== this.#place) return undefined;
    const number = ++this.#asked;
    const result = await this.#find(engine, query);
    if (number !== this.#asked) return undefined;
    this.#result = result;
    this.state('empty', Boolean(query) && !result.total);
    this.#list.draw(result, { query, openId: id });
    const node = name === 'article' ? await this.#article.draw(engine, place, result.hits) : undefined;
    if (number !== this.#asked) return undefined;
    if (!node) this.#article.clear();
    const base = this.part$('base');
    base.dataset.view = node ? 'article' : 'list';
    this.shadowRoot.querySelector('.open').hidden = !node;
    this.shadowRoot.querySelector('.back').textContent = this.t(query ? 'to-results' : 'to-list');
    if (name === 'article' && !node) this.#list.note(this.t('no-article'));
    this.#arrive(arrival, node, place);
    return result;
  }

  #arrive(arrival, node, place) {
    if (!node) return;
    if (arrival !== 'stay') node.querySelector('h1').focus({ preventScroll: true });
    this.#article.goTo(place, arrival === 'stay' ? 'still' : 'jump');
  }

  /** What a query finds; without one, the whole list, which a client gives as its first page. */
  #find(engine, query) {
    const limit = (this.#limit ??= this.maxResults || USUAL_RESULTS);
    const options = { limit, scope: this.scope, indexName: this.indexName || undefined };
    if (query.trim() || !isCollection(engine) || this.scope) return ask(engine, query, options);
    const hits = engine.articles.map((article) => this.#list.itemOf(article));
    return { total: hits.length, hits, interpreted: [] };
  }

  async #go(place, arrival = 'open') {
    this.#route.push(place);
    return this.#show(place, arrival);
  }

  // ---- what the reader does ----

  #typed(isByReader = true) {
    const query = this.part$('input').value;
    const place = query.trim() ? { name: 'search', query } : { name: 'home' };
    this.#limit = undefined;
    if (this.#place.name === 'article') this.#route.push(place);
    else this.#route.replace(place);
    this.#find$(place, isByReader).catch(() => {});
  }

  async #find$(place, isTyped) {
    const result = await this.#show(place, 'stay');
    if (!result || !place.query) return result;
    const { t } = this;
    const { total } = result;
    this.say(total ? t('results', { n: total, q: place.query }) : t('none', { q: place.query }));
    if (isTyped) this.emit('kashkul-search', { query: place.query, total });
    return result;
  }

  #follow(event) {
    const link = event.target.closest('a[data-id], a[data-query]');
    const { button, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (!link || button || ctrlKey || metaKey || altKey || shiftKey) return;
    event.preventDefault();
    const { id, query } = link.dataset;
    if (query !== undefined) {
      this.part$('input').value = query;
      this.#typed();
      return;
    }
    const asked = this.query.trim() ? this.query : undefined;
    if (!this.emit('kashkul-open', { id, query: asked }, { cancelable: true })) return;
    this.#go({ name: 'article', id, query: asked }).catch(() => {});
  }

  /** Back to the list, to the link that had led away. */
  #leave() {
    const { id, query } = this.#place;
    this.#go(query ? { name: 'search', query } : { name: 'home' }, 'back')
      .then(() => this.#list.focus(id))
      .catch(() => {});
  }

  #walk(step, isByReader = true) {
    const current = this.#article.current();
    if (current !== undefined) this.#select(current + step, isByReader);
  }

  /** Makes a hit the current one; the site hears of what it did not ask for itself. */
  #select(index, isByReader = true) {
    const hit = this.#article.select(index);
    if (isByReader) this.emit('kashkul-hit', { id: this.#place.id, ...hit });
  }

  /** Takes the collection's newer version, and shows in it what is shown. */
  #renew() {
    this.engine = undefined;
    this.load().catch(() => {});
  }

  #more() {
    const first = this.#result.hits.length;
    this.#limit += this.maxResults || USUAL_RESULTS;
    this.#show(this.#place, 'stay').then(() => this.#list.focusAt(first)).catch(() => {});
  }

  #obey(event) {
    const { target, key } = event;
    if (event.isComposing || event.defaultPrevented) return;
    const isTyping = target === this.part$('input');
    const asked = command(event, isTyping);
    const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
    if (asked === 'next-hit' && this.#place.name === 'article') this.#walk(1);
    else if (asked === 'previous-hit' && this.#place.name === 'article') this.#walk(-1);
    else if (asked === 'escape') {
      if (isTyping && !target.value) return;
      if (isTyping) this.reset();
      else if (this.#place.name === 'article' && !this.shadowRoot.querySelector('.side').contains(target)) this.#leave();
      else this.focus();
    } else if (!isPlain || !this.#list.walk(key, target)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  // ---- properties and methods ----

  get query() {
    return this.part$('input').value;
  }

  set query(query) {
    this.part$('input').value = query;
    if (this.isLive) this.#typed(false);
  }

  /** The id of the open article; empty where none is. */
  get article() {
    return (this.#place === BEGINNING ? this.getAttribute('article') : this.#place.id) ?? '';
  }

  set article(id) {
    if (!this.isLive) {
      this.#place = BEGINNING;
      this.setAttribute('article', id ?? '');
    } else if (id) this.open(id).catch(() => {});
    else this.reset();
  }

  attributeChangedCallback(name, before, after) {
    if (name === 'max-results') this.#limit = undefined;
    if (name !== 'article') super.attributeChangedCallback(name, before, after);
    else if (before === after) return;
    else if (this.isLive) this.article = after;
    else this.#place = BEGINNING;
  }

  /** Searches, and answers what was found; the site, which asked, hears of it by no event. */
  search(query) {
    const place = query.trim() ? { name: 'search', query } : { name: 'home' };
    this.#limit = undefined;
    this.#route.push(place);
    return this.#find$(place);
  }

  /** Opens an article, at a paragraph, at a hit (from 1 on) or at its beginning. */
  async open(id, { p, hit, query } = {}) {
    await this.#go({ name: 'article', id, query: query || undefined, paragraph: p, hit });
    this.scrollIntoView({ block: 'nearest' });
  }

  /** Goes to the next hit of the open article. */
  next() {
    this.#walk(1, false);
  }

  /** Goes to the hit before. */
  previous() {
    this.#walk(-1, false);
  }

  /** Puts the focus into the search box. */
  focus(options) {
    this.part$('input').focus(options);
  }

  /** Puts the focus into the search box, with what is typed selected. */
  show() {
    this.focus();
    this.part$('input').select();
  }

  /** Closes the open article. */
  close() {
    if (this.#place.name === 'article') this.#leave();
  }

  /** Empties the box and shows the whole list. */
  reset() {
    this.part$('input').value = '';
    this.#typed();
  }
}

define('kashkul-reader', KashkulReader, ATTRIBUTES);
