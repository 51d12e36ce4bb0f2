// What an element with `offline` keeps on the device: its collection and the module, in a cache of the
// site that it stands in. Without the attribute nothing is kept; no worker is registered in any case.

const NAME = 'kashkul-packs';
/** What was kept longest ago goes first. */
const MAX_KEPT = 8;

// Private windows, frames and pages without TLS may have none.
const storage = async () => {
  try {
    return await caches.open(NAME);
  } catch {
    return undefined;
  }
};

/** Keeps what has just been loaded: `bytes`, or else what the browser still has of it. */
export async function keep(address, { bytes, integrity } = {}) {
  try {
    const cache = await storage();
    if (bytes) await cache?.put(address, new Response(bytes));
    else await cache?.add(new Request(address, { cache: 'force-cache', integrity }));
    for (const old of (await cache?.keys())?.slice(0, -MAX_KEPT) ?? []) await cache.delete(old);
  } catch {
    // Where there is no room, or no way to the file any more, nothing is kept.
  }
}

/** The bytes that are kept of an address; undefined where there are none that agree with `integrity`. */
export async function kept(address, integrity) {
  const response = await (await storage())?.match(address);
  const bytes = await response?.arrayBuffer();
  return bytes && (!integrity || (await agrees(bytes, integrity))) ? bytes : undefined;
}

const agrees = async (bytes, integrity) => {
  for (const [, size, value] of integrity.matchAll(/sha(\d+)-(\S+)/g)) {
    const digest = await crypto.subtle.digest(`SHA-${size}`, bytes);
    if (btoa(String.fromCharCode(...new Uint8Array(digest))) === value) return true;
  }
  return false;
};
