// `<kashkul-search>`: a search box with a list of results below it, or in a window of its own.
//
// Owns what is shown when; keys and roles are the combobox's, what searches is the engine.

import { areMixed, factsOf } from './hit-facts.js';
import { appendRuns, element } from './dom.js';
import { ask } from './answers.js';
import { combobox } from './combobox.js';
import { css } from './search-element.css.js';
import { define, KashkulElement, SHARED } from './element.js';
import { embedAddress, pageAt } from './fallback.js';
import { format } from './router.js';
import { isHotkey, shown } from './hotkeys.js';
import { paint } from './paint.js';

const ATTRIBUTES = { ...SHARED, display: 'text', hotkey: 'text', target: 'text', autoselect: 'flag' };
const USUAL_RESULTS = 8;

/** The box alone; articles open in a reader, or in a site, that `target` names. */
export class KashkulSearch extends KashkulElement {
  static observedAttributes = [...Object.keys(ATTRIBUTES), 'lang', 'dir'];

  usualLoad = 'focus';
  #keys;
  #clearPaint;
  #asked = 0;
  #result;
  #isTyped;

  constructor() {
    super(css);
    this.draw();
  }

  // ---- drawing ----

  draw() {
    const input = element('input', {
      type: 'search',
      part: 'input',
      id: 'input',
      role: 'combobox',
      'aria-expanded': 'false',
      'aria-controls': 'list',
      'aria-autocomplete': 'list',
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      enterkeyhint: 'search',
      dir: 'auto',
    });
    const list = element('div', { part: 'list', id: 'list', role: 'listbox' });
    const clear = element('button', { part: 'clear', tabindex: '-1', hidden: '' }, '×');
    const shortcut = element('kbd', { part: 'shortcut', 'aria-hidden': 'true' });
    const slot = (name, ...usual) => element('slot', { name }, ...usual);
    const box = element('div', { class: 'box' }, slot('start'), input, clear, shortcut, slot('end'));
    const empty = element('div', { part: 'empty', hidden: '' }, slot('empty', element('p')));
    const popup = element('div', { part: 'popup', hidden: '' }, list, empty, slot('footer'));
    const dialog = element('dialog', { part: 'dialog' });
    const trigger = element('button', { part: 'trigger' }, slot('label', element('span')), element('kbd', { 'aria-hidden': 'true' }));
    const status = element('p', { part: 'status', role: 'status' }, element('span'), element('span'));
    const base = element('div', { part: 'base' }, trigger, box, popup, element('div', { part: 'fallback', tabindex: '-1' }), dialog, status);
    this.shadowRoot.append(base);

    const typed = () => {
      this.#isTyped = true;
      this.opened();
    };
    input.addEventListener('input', ({ isComposing }) => {
      // With a hardware keyboard, composing means candidates of an input method, not words yet; touch
      // keyboards compose every word they type.
      if (!isComposing || matchMedia('(pointer: coarse)').matches) typed();
    });
    input.addEventListener('compositionend', typed);
    input.addEventListener('focus', () => this.#showResult());
    input.addEventListener('blur', () => this.#isModal || this.#hide());
    clear.addEventListener('mousedown', (event) => event.preventDefault());
    clear.addEventListener('click', () => this.reset());
    trigger.addEventListener('click', () => this.show());
    dialog.addEventListener('close', () => this.#hide());
    // A click beside the window closes it.
    dialog.addEventListener('click', (event) => event.target === dialog && this.close());
    this.#keys = combobox({
      input,
      listbox: list,
      show: () => this.#showResult(),
      close: () => this.#hide(),
      choose: (option, how) => this.#choose(option, how),
      submit: () => this.#submit(),
      clear: () => this.reset(),
      leave: () => this.#isModal && (this.close(), true),
    });
  }

  connected(signal) {
    const keydown = (event) => {
      if (!isHotkey(event, this.hotkey)) return;
      event.preventDefault();
      this.show();
    };
    this.ownerDocument.addEventListener('keydown', keydown, { signal });
    signal.addEventListener('abort', () => {
      this.close();
      this.#clearPaint?.();
    });
  }

  label() {
    const { t } = this;
    const [input, trigger, dialog, popup] = ['input', 'trigger', 'dialog', 'popup'].map((part) => this.part$(part));
    const box = input.parentElement;
    // The window holds what else stands in the page; what has the focus is not moved about.
    const place = this.#isModal ? dialog : this.part$('base');
    if (box.parentElement !== place) {
      if (place === dialog) place.append(box, popup);
      else {
        trigger.after(box, popup);
        dialog.close();
      }
    }
    // Where boxes can be hung to others, no frame around cuts the list off.
    const hangs = !this.#isModal && popup.showPopover && CSS.supports('anchor-name: --a');
    if (popup.popover !== (hangs ? 'manual' : null)) popup.popover = hangs ? 'manual' : null;
    trigger.hidden = !this.#isModal;
    const name = this.getAttribute('aria-label') ?? t('search');
    for (const node of [input, dialog, this.part$('list')]) node.setAttribute('aria-label', name);
    input.placeholder = this.placeholder || t('placeholder');
    trigger.querySelector('span').textContent = input.placeholder;
    this.part$('clear').setAttribute('aria-label', t('clear'));
    for (const kbd of this.shadowRoot.querySelectorAll('kbd')) kbd.textContent = shown(this.hotkey);
    this.#showSigns();
    if (this.#result) this.#drawResult();
  }

  /** What stands in the box behind the text: how to empty it, or how to come here. */
  #showSigns() {
    this.part$('clear').hidden = !this.query;
    this.part$('shortcut').hidden = this.query || this.#isModal;
  }

  get #isModal() {
    return this.display === 'modal';
  }

  // ---- searching ----

  get query() {
    return this.part$('input').value;
  }

  set query(query) {
    this.search(query).catch(() => {});
  }

  /** Searches, and answers what was found; the site, which asked, hears of it by no event. */
  search(query) {
    this.#isTyped = false;
    this.part$('input').value = query;
    return this.#find();
  }

  /** What was typed while the engine was not there yet, or another one was, is searched for now. */
  opened() {
    this.#find().catch(() => {});
  }

  async #find() {
    const input = this.part$('input');
    const query = input.value;
    this.#showSigns();
    const number = ++this.#asked;
    if (!query.trim()) {
      this.#result = undefined;
      return this.#hide();
    }
    const engine = this.engine ?? (await this.load());
    const options = { limit: this.maxResults || USUAL_RESULTS, scope: this.scope, indexName: this.indexName || undefined };
    const result = await ask(engine, query, options);
    // A newer search has been asked for meanwhile.
    if (number !== this.#asked) return result;
    this.#result = result;
    this.state('empty', !result.total);
    this.#drawResult();
    if (this.shadowRoot.activeElement === input) this.#showResult();
    const { t } = this;
    this.say(result.total ? t('results', { n: result.total, q: query }) : t('none', { q: query }));
    if (this.#isTyped) this.emit('kashkul-search', { query, total: result.total });
    this.#isTyped = false;
    return result;
  }

  // ---- results ----

  #drawResult() {
    const { hits, total, query, interpreted } = this.#result;
    const { t } = this;
    const list = this.part$('list');
    this.#clearPaint?.();
    this.#keys.activate();
    const isMixed = areMixed(hits);
    list.replaceChildren(...hits.map((hit, index) => this.#group(hit, index, isMixed)));
    this.#clearPaint = paint(list);
    list.hidden = !total;
    this.part$('empty').hidden = Boolean(total);
    const said = [t('none', { q: query }), ...(interpreted ?? []).map(({ text }) => t('interpreted', { text }))];
    this.part$('empty').querySelector('p').textContent = `${said.join(' ')} ${t('none-hint')}`;
    if (this.autoselect && total) this.#keys.activate(list.querySelector('[role=option]'));
  }

  /** An article: the option that opens it, and one for each other place that was found in it. */
  #group(hit, index, isMixed) {
    const { id, title, places, nPlaces, lang, dir, url } = hit;
    const option = (number, paragraph, ...children) =>
      element('div', {
        part: number ? 'option place' : 'option',
        id: `o${index}-${number}`,
        role: 'option',
        'aria-selected': 'false',
        'data-id': id,
        'data-p': paragraph || undefined,
        'data-url': url,
      }, ...children);
    const snippet = (place) => appendRuns(element('div', { part: 'snippet', dir: place.snippetDir }), place.snippet);
    const own = this.drawn(hit);
    const [best, ...others] = own ? [] : places;
    const n = nPlaces - places.length;
    const more = n > 0 ? element('div', { part: 'option-meta more', dir: 'auto' }, this.t('more-places', { n })) : '';
    const name = own ? element('div', { id: `t${index}` }, own) : appendRuns(element('div', { part: 'option-title', id: `t${index}` }), title);
    const facts = element('div', { part: 'option-meta', lang: this.language }, ...factsOf(hit, this, isMixed));
    return element(
      'div',
      { part: 'group', role: 'group', 'aria-labelledby': `t${index}`, lang: lang || undefined, dir },
      option(0, undefined, name, own ? '' : facts, best ? snippet(best) : ''),
      // Below the last place stands how many more there are.
      ...others.map((place, number) => option(number + 1, place.paragraph, snippet(place), others[number + 1] ? '' : more)),
    );
  }

  #showResult() {
    if (!this.#result) return false;
    const popup = this.part$('popup');
    const isFound = this.#result.total > 0;
    popup.hidden = false;
    if (popup.popover && popup.isConnected && !popup.matches(':popover-open')) popup.showPopover();
    this.part$('input').setAttribute('aria-expanded', isFound);
    this.state('open', true);
    return isFound;
  }

  #hide() {
    const popup = this.part$('popup');
    if (popup.popover && popup.matches(':popover-open')) popup.hidePopover();
    popup.hidden = true;
    this.part$('input').setAttribute('aria-expanded', 'false');
    this.#keys.activate();
    this.state('open', this.part$('dialog').open);
  }

  // ---- opening ----

  #choose(option, { isElsewhere, keeps }) {
    const { id, p, url } = option.dataset;
    this.open(id, { p: p && Number(p), url, isElsewhere });
    if (!keeps && !isElsewhere) this.close();
  }

  /** Opens an article where `target` says, unless the event is cancelled; else at its own address. */
  open(id, { p, hit, query = this.query, url, isElsewhere } = {}) {
    if (!this.emit('kashkul-open', { id, query, p, hit, url }, { cancelable: true })) return;
    const reader = this.#reader();
    const place = format({ name: 'article', id, query, paragraph: p, hit });
    if (reader && !isElsewhere) reader.open(id, { p, hit, query });
    else if (this.target && !reader) this.#go(this.target + place, isElsewhere);
    else this.#go(url ?? this.engine?.article?.(id).url ?? (isElsewhere && embedAddress(this, place)), isElsewhere);
  }

  #submit() {
    const { query } = this;
    if (!query.trim()) return;
    const reader = this.#reader();
    if (reader) {
      reader.search(query);
      this.close();
    } else if (this.target) this.#go(this.target + format({ name: 'search', query }));
  }

  #reader() {
    if (!this.target.startsWith('#')) return undefined;
    const name = this.target.slice(1);
    const within = this.getRootNode();
    return within.getElementById?.(name) ?? this.ownerDocument.getElementById(name);
  }

  #go(address, isElsewhere) {
    const href = address && pageAt(this, address);
    if (!href) return;
    if (isElsewhere) globalThis.open(href, '_blank', 'noopener');
    else location.assign(href);
  }

  // ---- methods ----

  /** Puts the focus into the box; opens its window where it has one. */
  focus(options) {
    if (this.#isModal) this.show();
    else this.part$('input').focus(options);
  }

  /** Opens the window, or puts the focus into the box, with what is typed selected. */
  show() {
    const dialog = this.part$('dialog');
    if (this.#isModal && !dialog.open) dialog.showModal();
    this.state('open', dialog.open);
    const input = this.part$('input');
    input.focus();
    input.select();
  }

  /** Closes the list, and the window. */
  close() {
    this.part$('dialog').close();
    this.#hide();
  }

  /** Empties the box. */
  reset() {
    this.query = '';
  }
}

define('kashkul-search', KashkulSearch, ATTRIBUTES);
