// The page's second part, loaded when the first result does not wait for it any more: keeps the site
// for reading without a network, offers new versions, and saves the collection as one file.
//
// Owns what is said of all that. What is kept is `sw.js`, how a file is made `save.js`. In the single
// file nothing is kept, since nothing is loaded; inside another page nothing is either.

import { announce } from './status.js';
import { element } from './dom.js';
import { collectionFile, isSingleFile } from './save.js';
import { css } from './offline.css.js';
import { DAY_MS, isDayOver } from './day.js';
import { preference, setPreference } from './preferences.js';
import { say } from './offline-strings.js';

const container = navigator.serviceWorker;
const isHosted = /^https?:$/.test(location.protocol) && !isSingleFile;

let registration;
/** Whether a person here asked for the new version. */
let isAccepted = false;
let offered;
let isRefused = false;

// ---- what is said ----

const state = element('p', { id: 'keep-state' });
const check = element('button', { type: 'button', id: 'keep-check', hidden: '' });
const save = element('button', { type: 'button', id: 'keep-save' });
const keep = element('section', { id: 'keep' }, state, element('p', {}, save, ' ', check));
const toast = element('div', { id: 'news', hidden: '' });
/** What each of them says now, to be said anew in another language. */
const said = { state: undefined, toast: undefined };

function draw() {
  keep.setAttribute('aria-label', say('keep'));
  check.textContent = say('check');
  save.textContent = say('save');
  state.textContent = said.state?.() ?? '';
  state.hidden = !said.state;
  const { text, accept } = said.toast ?? {};
  const button = (label, act) => {
    const node = element('button', { type: 'button' }, label);
    node.addEventListener('click', act);
    return node;
  };
  const close = button(say(accept ? 'later' : 'close'), () => show(undefined));
  toast.replaceChildren(...(text ? [element('span', {}, text())] : []));
  if (accept) toast.append(button(say('load'), accept));
  if (text) toast.append(close);
  toast.hidden = !text;
}

function show(message) {
  said.toast = message;
  draw();
  if (message) announce(message.text());
}

function setState(text) {
  said.state = text;
  draw();
}

// ---- versions ----

/** Says, once, that a version waits; it begins to work by itself when no page of the old one is left. */
function offer(worker) {
  if (worker === offered) return;
  offered = worker;
  show({
    text: () => say('update'),
    accept: () => {
      isAccepted = true;
      worker.postMessage('SKIP_WAITING');
    },
  });
}

function watch(worker) {
  const isFirst = !registration.active;
  worker?.addEventListener('statechange', () => {
    if (worker.state === 'installed' && !isFirst) offer(worker);
    if (worker.state === 'activated') setState(() => say('ready'));
  });
}

function refused({ data }) {
  if (data?.kind !== 'kashkul-refused') return;
  const { reason, address, status } = data;
  isRefused = true;
  const text = () =>
    say(registration?.active ? 'refused-update' : 'refused-first', {
      why: say(reason, { file: address, n: status }),
    });
  setState(text);
  show({ text });
}

/** A new version took over: the page's own is gone, and what it has not loaded yet with it. */
function onChange() {
  // Pages of the same reader that nobody looks at follow unseen.
  if (isAccepted || document.hidden) reload();
  else show({ text: () => say('elsewhere'), accept: reload });
}

function reload() {
  // What is noted while the page is left comes too late for a reload.
  history.replaceState({ ...history.state, scroll: scrollY }, '');
  location.reload();
}

async function checkNow() {
  isRefused = false;
  setPreference('checked', Date.now());
  try {
    const { installing, waiting } = await registration.update();
    if (waiting) offer(waiting);
    else if (!installing && !isRefused) setState(() => say('current'));
  } catch {
    setState(() => say('network', { file: 'sw.js' }));
  }
}

/** The one address that may become code; where it must be a trusted one, it is. */
function workerAddress() {
  const createScriptURL = () => 'sw.js';
  return globalThis.trustedTypes?.createPolicy('kashkul-worker', { createScriptURL }).createScriptURL('') ?? 'sw.js';
}

async function keepSite() {
  const hadController = Boolean(container.controller);
  container.addEventListener('message', refused);
  if (hadController) container.addEventListener('controllerchange', onChange, { once: true });
  try {
    registration = await container.register(workerAddress(), { updateViaCache: 'none' });
  } catch {
    setState(() => say('refused-first', { why: say('worker') }));
    return;
  }
  const { installing, waiting, active } = registration;
  if (active) setState(() => say('ready'));
  if (waiting && active) offer(waiting);
  watch(installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  check.hidden = false;
  check.addEventListener('click', checkNow);
  if (active && isDayOver(Number(preference('checked')), Date.now())) {
    setPreference('checked', Date.now());
    registration.update().catch(() => {});
  }
  askToStay();
}

/** Asks the browser not to clear this away, of a reader who came back, and once. */
async function askToStay() {
  const visits = Number(preference('visits') ?? 0) + 1;
  if (visits > 2) return;
  setPreference('visits', visits);
  if (visits === 2 && !(await navigator.storage?.persisted?.())) await navigator.storage?.persist?.();
}

// ---- other programs ----

/** What makes the site an application that can be installed and shared to. */
function describe() {
  document.head.append(
    element('link', { rel: 'manifest', href: 'manifest.webmanifest' }),
    element('link', { rel: 'apple-touch-icon', href: 'icon-192.png' }),
  );
  const shared = new URLSearchParams(location.search);
  const text = shared.get('text') || shared.get('title') || shared.get('url');
  if (!text) return;
  history.replaceState(history.state, '', location.pathname);
  location.hash = `#/s?q=${encodeURIComponent(text.trim().slice(0, 200))}`;
}

async function saveFile() {
  save.disabled = true;
  try {
    const { name, blob } = await collectionFile();
    const link = element('a', { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), DAY_MS / 24);
  } catch (error) {
    show({ text: () => say('unsaved', { why: error.message }) });
  }
  save.disabled = false;
}

function begin() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  document.getElementById('list').append(keep);
  document.querySelector('main').append(toast);
  draw();
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['lang'] });
  save.addEventListener('click', saveFile);
  // Hashes, which the file's policy is made of, are for secure pages alone.
  save.hidden = !isSingleFile && !globalThis.crypto?.subtle;
  if (!isHosted || parent !== window) return;
  describe();
  if (container) keepSite();
}

// In the single file the page itself is drawn after this.
if (document.readyState === 'complete' || !isSingleFile) begin();
else addEventListener('DOMContentLoaded', begin);
