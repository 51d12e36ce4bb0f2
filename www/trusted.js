// The addresses that may become code: those of the workers. Where such an address must be a trusted
// one, one policy of the page makes them, and makes no others.

const WORKERS = ['sw.js', 'packing-worker.js'];
/** A policy's name can be taken once, and the page's parts are programs of their own. */
const SHARED = Symbol.for('kashkul-worker');

/** The address of a worker. */
export function workerAddress(name) {
  const createScriptURL = (address) => (WORKERS.includes(address) ? address : '');
  globalThis[SHARED] ??= globalThis.trustedTypes?.createPolicy('kashkul-worker', { createScriptURL }) ?? { createScriptURL };
  return globalThis[SHARED].createScriptURL(name);
}
