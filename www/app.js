// The page: connects the search box, the lists and the article with the library and the address.
//
// The articles of a small collection already stand in the HTML, so that everything can be read before,
// or without, the search module; that one adds the search, and draws the articles of a large one.

import { adoptStyles, applyChoices } from './style.js';
import { announce } from './status.js';
import { flushAddress, forgetAddress, keepPlace, pushAddress, replaceAddress } from './address.js';
import { articleOf, clearHits, currentHit, goToHit, goToParagraph, hits, replaceArticle, showArticle, titleOf } from './reader.js';
import { chooseLanguage, directionOf, LANGUAGES, numbersOf, translator } from './strings.js';
import { command } from './keyboard.js';
import { element } from './dom.js';
import { embedded } from './embedded.js';
import { format, parse } from './router.js';
import { open } from './kashkul.js';
import { preference, setPreference } from './preferences.js';
import { drawHits, remarks } from './results.js';
import { writeTimes } from './times.js';

const PAGE_SIZE = 10;
const PATIENCE_MS = 300;
const TITLE_PAUSE_MS = 300;

const [input, found, results, summary, notes, more, list, notice, missing, back, main] =
  ['q', 'found', 'results', 'summary', 'interpreted', 'more', 'list', 'notice', 'missing', 'back', 'main']
    .map((id) => document.getElementById(id));
const root = document.documentElement;
const side = found.parentElement;
const collectionTitle = document.title;

let t;
let language;
let kashkul;
let failure;
let isLate = false;
let noticed = '';
let route = parse(location.hash);
let naming;
/** What comes after the first result, once it is loaded. */
let reading;
/** The number of results shown, and what they were drawn for: going back draws nothing anew. */
let limit = PAGE_SIZE;
let sort = 'score';
let drawn = {};
/** The library's facts of each article by id; empty until it is open. */
const infos = new Map();
/** The query that each article was last drawn for. */
const queries = new Map();

// ---- what is shown ----

/** Shows a route. `arrival` says how it was come to: 'open', 'back' or 'stay' (drawn anew in place). */
function show(next, arrival, state) {
  route = next;
  const { name, query = '', id } = route;
  if (input.value.trim() !== query.trim()) input.value = query;
  document.body.dataset.view = name;
  const isSearch = Boolean(query && kashkul);
  list.hidden = isSearch;
  found.hidden = !isSearch;
  // Beside an article the results come second.
  summary.setAttribute('aria-level', name === 'search' ? 1 : 2);
  if (isSearch) drawResults(query, arrival);
  const article = id ? openArticle() : showArticle();
  missing.hidden = !id || Boolean(article) || !kashkul;
  back.hidden = !id;
  if (id) {
    back.textContent = t(query ? 'to-results' : 'to-list');
    back.href = format({ name: 'search', query });
  }
  showCurrent(id);
  showNotice();
  arrive(arrival, article, state);
  reading?.shown(article, arrival);
  // A browser takes long for a new title: it waits until typing has paused, as the address does.
  clearTimeout(naming);
  naming = setTimeout(() => {
    document.title = titleOf(article, query, collectionTitle);
  }, TITLE_PAUSE_MS);
}

/** Marks the open article in the lists, and brings it into sight in the one beside the article. */
function showCurrent(id) {
  for (const link of side.querySelectorAll(id ? 'ol a' : 'ol [aria-current]')) {
    if (link.dataset.id === id) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const item = id && linkTo(id)?.closest('li');
  if (!item) return;
  const { scrollTop, clientHeight } = side;
  const isInSight = item.offsetTop >= scrollTop && item.offsetTop < scrollTop + clientHeight / 2;
  if (!isInSight) side.scrollTop = item.offsetTop - clientHeight / 4;
}

function openArticle() {
  const { id, query } = route;
  const old = articleOf(id);
  if (kashkul && (query ? queries.get(id) !== query : !old || old.querySelector('mark'))) {
    try {
      replaceArticle(id, kashkul.render(id, { query }));
      queries.set(id, query);
    } catch (error) {
      if (error.code !== 'no-article') throw error;
    }
  }
  const parent = infos.get(infos.get(id)?.parent);
  const article = showArticle(id, { t, parent, isPainted: Boolean(query) });
  if (article) writeDates(article);
  return article;
}

function arrive(arrival, article, state) {
  if (article && arrival !== 'stay') rest(article.querySelector('h1'));
  if (arrival === 'stay') return;
  if (state?.scroll !== undefined) scrollTo(0, state.scroll);
  else if (arrival === 'open' || article) scrollTo(0, 0);
  // Into sight, where the entries above have become higher or lower.
  if (arrival === 'back' && state?.focus) linkTo(state.focus)?.focus();
  const how = state?.scroll === undefined ? 'jump' : 'still';
  goToHit((route.hit ?? 1) - 1, route.paragraph ? 'still' : how, t);
  if (article && how === 'jump') goToParagraph(article, route.paragraph);
}

function drawResults(query, arrival) {
  if (query !== drawn.query) limit = PAGE_SIZE;
  else if (limit === drawn.limit && t === drawn.t && sort === drawn.sort) return;
  drawn = { query, limit, t, sort };
  const answer = kashkul.search(query, { limit, sort });
  const { hits, total } = answer;
  const isMixed = kashkul.articles.some(({ lang }) => lang !== kashkul.articles[0].lang);
  const context = { t, query, infos, language, numbers: page.numbers, isMixed, writeDates };
  const draw = (count) => drawHits(results, hits, context, count);
  if (reading) reading.draw(draw, hits.length, arrival);
  else draw();
  const text = total ? t('results', { n: total, q: query }) : t('none', { q: query });
  summary.textContent = text;
  const { said, paragraphs } = remarks(answer, context);
  notes.replaceChildren(...paragraphs);
  more.hidden = hits.length >= total;
  if (route.name === 'search') announce([text, ...said].join(' '));
}

function showNotice() {
  const isWaiting = isLate && !kashkul && (route.query || (route.id && !shownArticle()));
  const text = failure ? t('no-search') : isWaiting ? t('loading') : '';
  // Its cause, which comes later, stays beside it.
  if (text === noticed) return;
  noticed = text;
  if (text) announce(text);
  notice.textContent = text;
  notice.hidden = !text;
}

const writeDates = (within) => writeTimes(within, infos);

// ---- what the reader does ----

function go(next) {
  if (format(next) !== format(route)) pushAddress(next);
  // One search after another is as if it was typed: nothing fades.
  const isStill = next.name === 'search' && route.name === 'search';
  const change = () => route === next && show(next, 'open');
  // The change may come a frame later: what is asked for meanwhile goes on from here.
  route = next;
  if (isStill || !reading?.pass(change)) change();
}

function typed() {
  const query = input.value;
  const isBlank = !query.trim();
  let next = isBlank ? { name: 'home' } : { name: 'search', query };
  if (route.name === 'article') {
    if (isBlank) next = { name: 'article', id: route.id };
    else pushAddress(next);
  }
  replaceAddress(next);
  show(next, 'stay');
}

function onInput({ isComposing }) {
  // With a hardware keyboard, composing means candidates of an input method, not words yet; touch
  // keyboards compose every word they type.
  if (isComposing && matchMedia('(pointer: fine)').matches) return;
  typed();
}

function selectHit(index) {
  if (currentHit() === undefined) return;
  goToHit(index, 'walk', t);
  route = { ...route, hit: currentHit() + 1, paragraph: undefined };
  replaceAddress(route);
  reading?.moved();
}

function leaveHits() {
  clearHits();
  reading?.moved();
}

/** Gives the focus to what is in sight, or comes into it. */
const rest = (node) => node?.focus({ preventScroll: true });
const linkTo = (id) => links().find((link) => link.dataset.id === id);
const listed = (within = list) => [...within.querySelectorAll('ol li:not([hidden]) a')];
const links = () => listed(found.hidden ? list : found);
const shownArticle = () => route.id && (articleOf(route.id) ?? undefined);

/** One step back for each press: the result, the query, the marks. */
function retreat(target) {
  if (links().includes(target)) rest(input);
  else if (target === input && input.value) {
    input.value = '';
    typed();
  } else if (!reading?.retreat()) leaveHits();
}

function onKeydown(event) {
  const { target, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event;
  // What lies over the page has the browser's keys.
  if (target.closest('dialog, [popover]')) return;
  const isPlain = !(ctrlKey || metaKey || altKey || shiftKey || isComposing);
  const isTyping = target.matches('input, select, textarea');
  const isQuiet = isTyping || preference('keys') === 'off';
  const asked = command(event, isQuiet);
  if (asked === 'search') {
    rest(input);
    input.select();
  } else if (asked === 'next-hit') selectHit(currentHit() + 1);
  else if (asked === 'previous-hit') selectHit(currentHit() - 1);
  else if (asked === 'escape') retreat(target);
  else if (isQuiet || !reading?.obey(event)) {
    if (!isPlain || !reading?.walk(event)) return;
  }
  event.preventDefault();
}

function onClick(event) {
  const link = event.target.closest('a[href^="#"]');
  const { button, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (!link || button || ctrlKey || metaKey || altKey || shiftKey) return;
  event.preventDefault();
  if (link.hash === '#main') main.focus();
  else if (link === back && history.state?.from === link.hash) history.back();
  else {
    // A reading is gone once it is followed; where keys are on the screen, they stay away.
    rest(notes.contains(link) && !matchMedia('(pointer: coarse)').matches ? input : link);
    go(parse(link.hash));
  }
}

// ---- settings ----

function setLanguage(choice) {
  language = choice;
  t = translator(language, preference('digits'));
  root.lang = language;
  root.dir = directionOf(language);
  const count = list.querySelectorAll('li').length;
  for (const node of document.querySelectorAll('[data-text]')) {
    node.textContent = t(node.dataset.text, { n: count });
  }
  for (const node of document.querySelectorAll('[data-label]')) {
    node.title = t(node.dataset.label);
    node.setAttribute('aria-label', node.title);
  }
  input.placeholder = t('placeholder');
  input.removeAttribute('title');
  writeDates(list);
}

/** Draws everything anew, in place: the language or another choice has changed. */
function redraw() {
  setLanguage(language);
  writeDates(document);
  const hit = currentHit();
  show(route, 'stay');
  if (hit === undefined) leaveHits();
  else goToHit(hit, 'still', t);
}

// ---- what is not needed for the first result ----

/** What the later part of the page sees of this one. */
const page = {
  adoptStyles,
  announce,
  applyChoices,
  collectionTitle,
  currentHit,
  go,
  hits,
  infos,
  input,
  links,
  list,
  listed,
  main,
  preference,
  redraw,
  selectHit,
  setPreference,
  shownArticle,
  writeDates,
  get failure() {
    return failure;
  },
  get kashkul() {
    return kashkul;
  },
  get language() {
    return language;
  },
  get numbers() {
    return numbersOf(language, preference('digits'));
  },
  get route() {
    return route;
  },
  get t() {
    return t;
  },
  get sort() {
    return sort;
  },
  set sort(value) {
    sort = value;
    show(route, 'stay');
  },
};

/** Loads the later part; without it (the connection broke) the page reads and searches on. */
async function loadReading() {
  try {
    const { start } = await import('./reading.js');
    reading ??= start(page);
  } catch {
    announce(t('no-reading'));
  }
  return reading;
}

const act = async (asked) => (await loadReading())?.act(asked);

// ---- beginning ----

async function begin() {
  setTimeout(() => {
    isLate = true;
    showNotice();
  }, PATIENCE_MS);
  try {
    kashkul = await open(await embedded());
    for (const info of kashkul.articles) infos.set(info.id, info);
    writeDates(list);
  } catch (error) {
    failure = error;
  }
  // Whoever waits for a search is taken to it; a reader in the middle of a text stays there.
  const isAwaited = route.id && (route.query || !shownArticle());
  show(route, isAwaited ? 'open' : 'stay', history.state);
  const soon = globalThis.requestIdleCallback ?? setTimeout;
  soon(loadReading);
  // The single file brings this part along.
  if (!document.querySelector('#kashkul-wasm')) import('./offline.js').catch(() => {});
}

adoptStyles();
applyChoices();
setLanguage(chooseLanguage(preference('language'), navigator.languages));
for (const node of document.querySelectorAll('[data-script]')) node.hidden = false;
for (const link of list.querySelectorAll('a')) {
  link.dataset.id = link.closest('li').dataset.id;
  link.href = format({ name: 'article', id: link.dataset.id });
}

const languageSelect = document.getElementById('language');
for (const [tag, name] of Object.entries(LANGUAGES)) {
  languageSelect.append(element('option', { value: tag, lang: tag }, name));
}
languageSelect.value = language;
languageSelect.addEventListener('change', () => {
  setPreference('language', languageSelect.value);
  language = languageSelect.value;
  redraw();
});
for (const button of document.querySelectorAll('[data-act]')) {
  button.addEventListener('click', () => act(button.dataset.act));
}
document.getElementById('previous').addEventListener('click', () => selectHit(currentHit() - 1));
document.getElementById('next').addEventListener('click', () => selectHit(currentHit() + 1));
document.getElementById('close').addEventListener('click', () => {
  leaveHits();
  rest(main);
});
more.addEventListener('click', () => {
  const first = results.children.length;
  limit += PAGE_SIZE;
  drawResults(route.query);
  links()[first]?.focus();
});
input.addEventListener('input', onInput);
input.addEventListener('compositionend', typed);
document.addEventListener('keydown', onKeydown);
document.addEventListener('click', onClick);
main.addEventListener('beforematch', ({ target }) => {
  // The browser's own search found an article that is not open.
  if (!target.matches('article')) return;
  const next = { name: 'article', id: target.dataset.id };
  pushAddress(next);
  show(next, 'stay');
});
addEventListener('popstate', ({ state }) => {
  const next = parse(location.hash);
  forgetAddress();
  show(next, state ? 'back' : 'open', state);
});
// A page that is loaded anew is not asked in time.
for (const moment of ['scrollend', 'pagehide']) addEventListener(moment, keepPlace);
addEventListener('pagehide', flushAddress);
history.scrollRestoration = 'manual';
show(route, history.state ? 'back' : 'open', history.state);
begin();
