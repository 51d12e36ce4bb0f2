// The page's second part, loaded when the first result does not wait for it any more: keeps the site
// for reading without a network, and offers new versions.
//
// Owns when that happens and what is said of it. What is kept is `sw.js`; the section and the message
// that it is said in are `keep.js`. The single file has nothing of this, since nothing is loaded;
// inside another page nothing is kept either.

import { beginKeeping, setState, show, tools } from './keep.js';
import { element } from './dom.js';
import { isDayOver } from './day.js';
import { preference, setPreference } from './preferences.js';
import { say } from './offline-strings.js';
import { workerAddress } from './trusted.js';

const container = navigator.serviceWorker;
const isHosted = /^https?:$/.test(location.protocol);

let registration;
/** Whether a person here asked for the new version. */
let isAccepted = false;
let offered;
let isRefused = false;

const check = element('button', { type: 'button', id: 'keep-check', hidden: '' });
/** The page where articles of one's own are packed, of a site that has it. */
const own = document.querySelector('#kashkul-own');
const link = own && element('a', { id: 'own-link', href: own.href });

// ---- versions ----

/** Says, once, that a version waits; it begins to work by itself when no page of the old one is left. */
function offer(worker) {
  if (worker === offered) return;
  offered = worker;
  show({
    text: () => say('update'),
    label: () => say('load'),
    later: () => say('later'),
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
  else show({ text: () => say('elsewhere'), label: () => say('load'), later: () => say('later'), accept: reload });
}

function reload() {
  // What is noted while the page is left comes too late for a reload.
  history.replaceState({ ...history.state, scroll: scrollY }, '');
  location.reload();
}

async function checkNow() {
  isRefused = false;
  setPreference('checked', Date.now());
  // Who asks for a version that waits put it off before; Firefox may not answer while one waits.
  offered = undefined;
  if (registration.waiting) offer(registration.waiting);
  try {
    const { installing, waiting } = await registration.update();
    if (waiting) offer(waiting);
    else if (!installing && !isRefused) setState(() => say('current'));
  } catch {
    if (!registration.waiting) setState(() => say('network', { file: 'sw.js' }));
  }
}

async function keepSite() {
  const hadController = Boolean(container.controller);
  container.addEventListener('message', refused);
  if (hadController) container.addEventListener('controllerchange', onChange, { once: true });
  // Asking for the worker waits behind whatever an earlier page asked; what is there already does not.
  const before = await container.getRegistration().catch(() => undefined);
  if (before?.active && before.scope === new URL('.', location).href) follow(before);
  try {
    const asked = await container.register(workerAddress('sw.js'), { updateViaCache: 'none' });
    if (!registration) follow(asked);
  } catch {
    if (!registration) setState(() => say('refused-first', { why: say('worker') }));
  }
}

/** Shows how the site is kept, and what becomes of that. */
function follow(found) {
  registration = found;
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

tools.append(' ', check);
if (link) tools.after(link);
beginKeeping(() => {
  check.textContent = say('check');
  if (link) link.textContent = say('own');
});
if (isHosted && parent === window) {
  describe();
  if (container) keepSite();
}
