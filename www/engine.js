// The built-in engine, loaded when an element first needs it: one opened collection for each source, and
// one module for all of them.
//
// Owns which elements share what, and the news of newer packs; what stays on the device is `kept`'s.

import { keep, kept } from './kept.js';
import { KashkulError, open } from './kashkul.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The part of a pack that has its length and the checksum of all the rest. */
const HEAD_BYTES = 24;
const MODULE = new URL('kashkul.wasm', import.meta.url).href;

/** What was opened, or is being opened, by address and integrity. */
const sources = new Map();
let module;
let isRunning = false;

/**
 * The collection of an element: that of the pack or the module (`.wasm`) that `src` names; without one,
 * that of the module beside this file.
 */
export async function collection(host) {
  const address = host.src ? new URL(host.src, host.baseURI).href : MODULE;
  const integrity = host.integrity || undefined;
  const key = `${address} ${integrity}`;
  const starting = sources.get(key) ?? start({ address, integrity, key }, host.offline);
  sources.set(key, starting);
  try {
    const source = await starting;
    source.hosts.push(new WeakRef(host));
    // Once the element has said that it is ready.
    setTimeout(() => host.engine === source.collection && host.state('offline', Boolean(source.isCutOff)));
    if (host.offline && !source.isOffline) {
      source.isOffline = true;
      if (!source.isKept) keep(address, { bytes: source.bytes, integrity });
      if (!source.isCutOff && address !== module) keep(module);
      source.bytes = undefined;
    }
    return source.collection;
  } catch (error) {
    // A later call can succeed.
    if (sources.get(key) === starting) sources.delete(key);
    throw error;
  }
}

async function start(source, isOffline) {
  const { address, integrity } = source;
  const isPack = !new URL(address).pathname.endsWith('.wasm');
  const wanted = isPack ? (module ?? MODULE) : address;
  module ??= wanted;
  if (module !== wanted) {
    throw new KashkulError('version', 'a page runs one module: give its other collections as packs');
  }
  try {
    const opened = isPack
      ? await openPack(address, integrity, isOffline)
      : await openWith({ wasm: address, integrity }, isOffline);
    isRunning = true;
    module = wanted;
    Object.assign(source, opened, { hosts: [], checked: Date.now() });
  } catch (error) {
    if (!isRunning) module = undefined;
    throw error;
  }
  if (source.isKept && !isFixed(source)) check(source);
  return source;
}

/** Opens what is kept of a pack, or else what its host has. */
async function openPack(address, integrity, isOffline) {
  const bytes = isOffline ? await kept(address, integrity) : undefined;
  if (bytes) {
    try {
      return { ...(await openWith({ pack: bytes }, isOffline)), isKept: true, head: headOf(bytes) };
    } catch {
      // Of another version than the module, or damaged: the host may have a better one.
    }
  }
  const pack = fetched(address, { integrity });
  const opened = await openWith({ pack }, isOffline);
  return { ...opened, head: headOf(await pack), bytes: isOffline ? await pack : undefined };
}

/** Opens with the module that the host has; where it does not answer, with the one that is kept. */
async function openWith(options, isOffline) {
  const wasm = options.wasm ?? module;
  try {
    return { collection: await open({ ...options, wasm }) };
  } catch (error) {
    const bytes = isOffline && error.code === 'network' ? await kept(wasm, options.integrity) : undefined;
    if (!bytes) throw error;
    return { collection: await open({ ...options, wasm: bytes }), isCutOff: true, isKept: !options.pack };
  }
}

async function fetched(address, options) {
  try {
    const response = await fetch(address, options);
    if (response.ok) return await response.arrayBuffer();
    throw new Error(`${response.status}`);
  } catch (error) {
    throw new KashkulError('network', `${address}: ${error.message}`, error);
  }
}

// ---- newer packs ----

const headOf = (bytes) => `${new Uint8Array(bytes, 0, Math.min(HEAD_BYTES, bytes.byteLength))}`;

/** Calls `act` with each element that shows a source. */
function tell({ hosts, collection }, act) {
  for (const host of hosts.map((reference) => reference.deref())) {
    if (host?.engine === collection) act(host);
  }
}

/** What can have no news: a module, and a pack that is pinned by its digest. */
const isFixed = ({ head, integrity }) => !head || Boolean(integrity);

/** Looks whether a source's host answers, and has another pack by now. */
async function check(source) {
  const { address, integrity, key, head } = source;
  source.checked = Date.now();
  const bytes = await fetched(address, { cache: 'no-cache' }).catch(() => undefined);
  source.isCutOff = !bytes;
  tell(source, (host) => host.state('offline', source.isCutOff));
  if (!bytes || isFixed(source) || headOf(bytes) === head) return;
  // What cannot be opened is no news, nor is what has been told already.
  const collection = await open({ pack: bytes, wasm: module }).catch(() => undefined);
  if (!collection || (await sources.get(key)) !== source) return;
  const { checked, isOffline } = source;
  sources.set(key, Promise.resolve({ address, integrity, key, collection, checked, isOffline, head: headOf(bytes), hosts: [] }));
  if (isOffline) keep(address, { bytes });
  tell(source, (host) => host.emit('kashkul-update', { src: address }));
}

const checkWhere = async (isDue) => {
  for (const starting of [...sources.values()]) {
    const source = await starting.catch(() => undefined);
    if (source && isDue(source)) check(source);
  }
};

if (globalThis.document) {
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) checkWhere((source) => !isFixed(source) && Date.now() - source.checked >= DAY_MS);
  });
  addEventListener('online', () => checkWhere(({ isCutOff }) => isCutOff));
}
