// The collection that a reader asked to be kept on this device: one, in the browser's own storage.

const NAME = `own-kashkul ${new URL('.', import.meta.url)}`;
const ADDRESS = 'own.kashkul';

/** Keeps a pack with its title, its language and its rules of style, in the place of one before. */
export async function keep(pack, { title, lang, theme }) {
  const cache = await caches.open(NAME);
  const headers = { 'x-title': encodeURIComponent(title), 'x-lang': lang, 'x-theme': encodeURIComponent(theme) };
  await cache.put(ADDRESS, new Response(pack, { headers }));
}

/** What is kept: its title, language and rules of style, and its pack when asked for; undefined where nothing is. */
export async function kept() {
  const response = await globalThis.caches?.match(ADDRESS, { cacheName: NAME }).catch(() => undefined);
  if (!response) return undefined;
  const { headers } = response;
  return {
    title: decodeURIComponent(headers.get('x-title')),
    lang: headers.get('x-lang'),
    // What was kept by an earlier version has none.
    theme: decodeURIComponent(headers.get('x-theme') ?? ''),
    pack: () => response.blob(),
  };
}

/** Forgets it. */
export const forget = () => caches.delete(NAME);
