// The service worker: keeps one whole version of the site, serves that one, and nothing else.
//
// In what is shipped two constants stand before this text: `FILES`, the address of each file with
// the SHA-384 of its bytes, and `VERSION`, a name for all of this content together. The page decides
// when a new version takes over (`offline.js`).

const PREFIX = `kashkul ${registration.scope} `;
const NAME = PREFIX + VERSION;
const TYPES = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json',
  woff2: 'font/woff2',
};

addEventListener('install', (event) => event.waitUntil(install()));
addEventListener('activate', (event) => event.waitUntil(forgetOthers()));
addEventListener('message', ({ data }) => data === 'SKIP_WAITING' && skipWaiting());
addEventListener('fetch', (event) => {
  const address = addressOf(event.request);
  if (address) event.respondWith(answer(address, event.request));
});

/** Keeps the version, or none of it: the version that serves now goes on then. */
async function install() {
  try {
    await fill();
  } catch (error) {
    await caches.delete(NAME);
    const pages = await clients.matchAll({ includeUncontrolled: true, type: 'window' });
    // What has no reason of ours could not be stored; each browser has a name of its own for that.
    const { reason = 'quota', address, status } = error;
    for (const page of pages) page.postMessage({ kind: 'kashkul-refused', reason, address, status });
    throw error;
  }
}

async function fill() {
  const responses = await Promise.all(FILES.map(verified));
  const cache = await caches.open(NAME);
  await Promise.all(FILES.map(([address], index) => cache.put(address, responses[index])));
}

/** A file from the host itself, whatever stands between, if it is the one that was meant. */
async function verified([address, digest]) {
  const refusal = (reason, status) => Object.assign(new Error(`${address}: ${reason}`), { reason, address, status });
  let response;
  let bytes;
  try {
    response = await fetch(address, { cache: 'reload' });
    bytes = await response.arrayBuffer();
  } catch {
    throw refusal('network');
  }
  if (!response.ok) throw refusal('status', response.status);
  const found = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
  if (btoa(String.fromCharCode(...found)) !== digest) throw refusal('digest');
  const headers = { 'content-type': TYPES[address.split('.').pop()] ?? 'application/octet-stream' };
  const policy = response.headers.get('content-security-policy');
  if (policy) headers['content-security-policy'] = policy;
  return new Response(bytes, { headers });
}

/** Other versions of this site; other sites of one host keep theirs. */
async function forgetOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== NAME) await caches.delete(name);
  }
}

/** The file that a request asks for, if it is one of ours; what stands behind `?` is the page's. */
function addressOf({ method, url }) {
  if (method !== 'GET' || !url.startsWith(registration.scope)) return undefined;
  const address = new URL(url).pathname.slice(new URL(registration.scope).pathname.length) || 'index.html';
  return FILES.some(([known]) => known === address) ? address : undefined;
}

let mending;

async function answer(address, request) {
  const cache = await caches.open(NAME);
  const isWhole = (await cache.keys()).length === FILES.length;
  // A browser may take files away. The same ones come back, or the site is served as it is now.
  if (!isWhole) {
    mending ??= fill().catch(() => {}).finally(() => { mending = undefined; });
    await mending;
    if ((await cache.keys()).length < FILES.length) {
      return fetch(request).catch(async () => (await cache.match(address)) ?? Response.error());
    }
  }
  return cache.match(address);
}
