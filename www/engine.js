// The built-in engine, loaded when an element first needs it: one opened collection for each address.

import { KashkulError, open } from './kashkul.js';

const opened = new Map();
let module;

/**
 * The collection at an address: a pack, or a module with its articles inside (`.wasm`); without one,
 * that of the module beside this file. Elements with the same address share it, and all share one module.
 */
export function collection(address = '', integrity = undefined) {
  if (!opened.has(address)) {
    const opening = start(address, integrity);
    opened.set(address, opening);
    // A later call can succeed.
    opening.catch(() => opened.delete(address));
  }
  return opened.get(address);
}

const start = async (address, integrity) => {
  const isPack = address && !new URL(address).pathname.endsWith('.wasm');
  if (isPack) return open({ pack: address, integrity });
  module ??= address;
  if (module !== address) {
    throw new KashkulError('version', 'a page runs one module: give its other collections as packs');
  }
  try {
    return await open({ wasm: address || undefined, integrity });
  } catch (error) {
    module = undefined;
    throw error;
  }
};
