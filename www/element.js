// What the elements share: attributes that are properties, the shadow root with its style sheet, the
// language, the engine, states, events and the live region.
//
// An element draws and labels itself; how it does, its own class says. Nothing outside of it is
// touched: no globals, no style sheets, no storage of the page that it stands in.

import { BOXES } from './boxes.js';
import { chooseLanguage, directionOf, numbersOf } from './languages.js';
import { ELEMENT_TEXTS } from './element-texts.js';
import { fallback } from './fallback.js';
import { translatorOf } from './translate.js';

const PATIENCE_MS = 300;
const PAUSE_MS = 500;

/** The attributes of both elements, and what kind of property each is besides. */
export const SHARED = {
  src: 'text',
  integrity: 'text',
  query: 'text',
  scope: 'text',
  'max-results': 'number',
  placeholder: 'text',
  theme: 'text',
  digits: 'text',
  calendar: 'text',
  autoload: 'text',
  embed: 'text',
  'index-name': 'text',
  offline: 'flag',
};

// A server that renders pages loads the module too, where there are no elements.
const Base = globalThis.HTMLElement ?? class {};

const sheets = new Map();
const sheetOf = (css) => {
  if (!sheets.has(css)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  return sheets.get(css);
};

const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** Registers an element, once; `attributes` become properties as well. */
export function define(name, Element, attributes) {
  for (const [attribute, kind] of Object.entries(attributes)) {
    if (Object.hasOwn(Element.prototype, camel(attribute))) continue;
    Object.defineProperty(Element.prototype, camel(attribute), {
      configurable: true,
      enumerable: true,
      get() {
        const value = this.getAttribute(attribute);
        if (kind === 'flag') return value !== null;
        return kind === 'number' ? Number(value ?? NaN) : (value ?? '');
      },
      set(value) {
        if (value === null || value === undefined || value === false) this.removeAttribute(attribute);
        else this.setAttribute(attribute, value === true ? '' : value);
      },
    });
  }
  if (globalThis.customElements && !customElements.get(name)) customElements.define(name, Element);
}

/** An element of Kashkul's. */
export class KashkulElement extends Base {
  /** The languages' texts that the author gave in place of some. */
  #strings = {};
  #renderer;
  #internals;
  #engine;
  #isOwn = false;
  #loading;
  #attempt;
  #connection;
  #said;

  constructor(css) {
    super();
    this.#internals = this.attachInternals();
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheetOf(css)];
  }

  // ---- life ----

  connectedCallback() {
    this.relabel();
    this.#takeProperties();
    const connection = new AbortController();
    this.connected(connection.signal);
    this.#connection = connection;
    // What is asked for in the markup is to be seen.
    this.#await(this.autoload || (this.query ? 'visible' : this.usualLoad));
  }

  disconnectedCallback() {
    this.#connection?.abort();
    this.#connection = undefined;
  }

  /** Whether the element stands in the page and has begun: markup that is upgraded stands there before. */
  get isLive() {
    return Boolean(this.#connection);
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === 'query') this.part$('input').value = after ?? '';
    if (!this.isLive) return;
    if (name === 'query') this.query = after ?? '';
    else if (name === 'src') this.#isOwn || this.#reload();
    else if (name === 'theme' || name === 'text-size') this.dress();
    else if (name !== 'scope' && name !== 'max-results') this.relabel();
    else if (this.#engine) this.opened();
  }

  /** Properties that were set before the element was defined are set again, where they work. */
  #takeProperties() {
    for (const name of Object.keys(this)) {
      if (!(name in Object.getPrototypeOf(this))) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }

  /** Loads at the time that `autoload` names; typing and methods load in any case. */
  #await(when) {
    const { signal } = this.#connection;
    const load = () => this.#begin();
    if (when === 'focus') this.addEventListener('focusin', load, { signal });
    else if (when === 'idle') {
      const soon = globalThis.requestIdleCallback ?? setTimeout;
      soon(() => signal.aborted || load());
    } else if (when === 'visible') {
      const observer = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        load();
      });
      observer.observe(this);
      signal.addEventListener('abort', () => observer.disconnect());
    }
  }

  // ---- language ----

  /** Texts in place of the element's own, by their keys. */
  get strings() {
    return this.#strings;
  }

  set strings(texts) {
    this.#strings = texts ?? {};
    if (this.isConnected) this.relabel();
  }

  /** Takes the language, the direction and the looks, and writes every text anew. */
  relabel() {
    const around = this.closest('[lang]') ?? this.getRootNode().host?.closest('[lang]') ?? document.documentElement;
    this.language = chooseLanguage(undefined, [around.lang, ...navigator.languages]);
    this.numbers = numbersOf(this.language, this.digits);
    const texts = { ...BOXES[this.language], ...ELEMENT_TEXTS[this.language], ...this.extraTexts, ...this.#strings };
    this.t = translatorOf(texts, this.language, this.numbers);
    const base = this.part$('base');
    base.lang = this.language;
    base.dir = this.getAttribute('dir') ?? directionOf(this.language);
    this.dress();
    this.label();
    if (this.failure) this.#degrade();
  }

  /** Takes the looks alone: nothing is written anew. */
  dress() {
    this.part$('base').dataset.theme = this.theme || 'auto';
  }

  // ---- results of the author's own ----

  /** Draws a result in place of the element's own drawing: `(hit, document)` to a node, or to nothing. */
  get resultRenderer() {
    return this.#renderer;
  }

  set resultRenderer(renderer) {
    this.#renderer = renderer;
    if (this.isConnected) this.relabel();
  }

  /** What the author's function draws of a hit; undefined where there is none, or where it fails. */
  drawn(hit) {
    try {
      return this.#renderer?.(hit, this.ownerDocument) ?? undefined;
    } catch (error) {
      this.#tell('renderer', error);
    }
  }

  // ---- the engine ----

  /** What answers: an opened collection, or a client of a search server in Algolia's shape. */
  get engine() {
    return this.#engine;
  }

  set engine(engine) {
    this.#forget();
    this.#engine = engine ?? undefined;
    this.#isOwn = Boolean(engine);
    if (engine) this.#ready();
  }

  /** The engine, loaded if it must be; rejects with what went wrong. */
  load() {
    if (this.#engine) return Promise.resolve(this.#engine);
    this.#loading ??= this.#start();
    return this.#loading;
  }

  async #start() {
    const late = setTimeout(() => {
      this.state('loading', true);
      this.say(this.t('loading'));
    }, PATIENCE_MS);
    // Another address, or engine, may be set meanwhile.
    const attempt = (this.#attempt = {});
    try {
      const { collection } = await import('./engine.js');
      const engine = await collection(this);
      if (this.#attempt !== attempt) return this.load();
      this.#engine = engine;
      this.#ready();
      return engine;
    } catch (error) {
      if (this.#attempt === attempt) {
        this.#loading = undefined;
        this.fail(error);
      }
      throw error;
    } finally {
      clearTimeout(late);
      this.state('loading', false);
    }
  }

  #ready() {
    this.failure = undefined;
    for (const name of ['error', 'degraded', 'offline']) this.state(name, false);
    this.part$('base').toggleAttribute('data-closed', false);
    this.part$('fallback').replaceChildren();
    const engine = this.#engine;
    // Counted when asked for: many articles take long to list.
    this.emit('kashkul-ready', {
      get articles() {
        return engine.articles?.length;
      },
    });
    if (this.isConnected) this.opened();
  }

  /** Another collection takes the place of the one that was asked for, if any was. */
  #reload() {
    const attempt = this.#attempt;
    this.#forget();
    if (attempt) this.#begin();
  }

  /** Loads, and leaves it to the element to say what went wrong. */
  #begin() {
    this.load().catch(() => {});
  }

  #forget() {
    this.#engine = this.#loading = this.#attempt = undefined;
    this.#isOwn = false;
  }

  /** What could not be loaded leaves links in its place. */
  fail(error) {
    this.failure = error;
    this.state('error', true);
    this.state('degraded', true);
    this.state('offline', error.code === 'network' && !navigator.onLine);
    this.#tell(error.code ?? 'network', error);
    this.#degrade();
  }

  #tell(code, { message }) {
    this.emit('kashkul-error', { code, message });
  }

  #degrade() {
    const place = this.part$('fallback');
    const hadFocus = this.shadowRoot.activeElement;
    // Where nothing can ever be found there is no box; what did not arrive may yet.
    const isClosed = this.failure.code === 'wasm-blocked';
    this.part$('base').toggleAttribute('data-closed', isClosed);
    fallback(this, place);
    if (isClosed) {
      this.close();
      if (hadFocus) place.focus();
    }
    this.say(this.t('no-search'));
  }

  // ---- outwards ----

  /** The first part of the shadow tree that has a name. */
  part$(name) {
    return this.shadowRoot.querySelector(`[part~=${name}]`);
  }

  /** Sets or takes away a state that style sheets can ask for. */
  state(name, isOn) {
    const { states } = this.#internals;
    if (isOn) states?.add(name);
    else states?.delete(name);
  }

  /** Sends an event; false if it was cancelled. */
  emit(type, detail, options) {
    return this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail, ...options }));
  }

  /** Tells a screen reader once typing has paused; equal messages take turns in two nodes. */
  say(text) {
    clearTimeout(this.#said);
    this.#said = setTimeout(() => {
      const [shown, empty] = this.part$('status').children;
      const [next, last] = shown.textContent ? [empty, shown] : [shown, empty];
      last.textContent = '';
      next.textContent = text;
    }, PAUSE_MS);
  }
}
