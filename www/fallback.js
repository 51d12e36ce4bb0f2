// What stands in an element's place where the search cannot run: the author's links, the list of the
// articles, and the way to a page of its own. There is no second search.

import { element } from './dom.js';

// Bundlers take no files along for addresses that are put together.
const HERE = import.meta.url;

/** The page that searches where this one may not; `fragment` is a place in it. */
export function embedAddress(host, fragment = '') {
  const address = new URL(host.embed || new URL('embed.html', HERE), host.baseURI);
  if (host.src) address.searchParams.set('src', new URL(host.src, host.baseURI).href);
  address.searchParams.set('lang', host.language);
  address.hash = fragment;
  return address;
}

/** Addresses come from articles: only those that lead to a page are followed. */
export function pageAt(host, address) {
  const { href, protocol } = new URL(address, host.baseURI);
  return /^(https?|file):/.test(protocol) ? href : undefined;
}

/** Fills `place`. The list is a file beside the collection: `news.json` for `news.kashkul`. */
export async function fallback(host, place) {
  const { t } = host;
  const articles = element('ol');
  const offer = element('button', {}, t('open-frame'));
  const link = element('a', { href: embedAddress(host).href, target: '_blank', rel: 'noopener' }, t('open-page'));
  const offers = element('p', {}, offer, ' ', link);
  place.replaceChildren(element('p', {}, t(host.failure.code === 'wasm-blocked' ? 'blocked-here' : 'no-search')), element('slot', { name: 'fallback' }), articles, offers);
  offer.addEventListener('click', () => place.replaceChildren(frame(host)));
  try {
    const collection = host.src ? new URL(host.src, host.baseURI) : new URL('kashkul.wasm', import.meta.url);
    collection.pathname = collection.pathname.replace(/(\.[^./]*)?$/, '.json');
    const response = await fetch(collection);
    if (!response.ok) return;
    for (const { id, title, lang, dir, url } of await response.json()) {
      const href = pageAt(host, url ?? embedAddress(host, `/a/${encodeURIComponent(id)}`));
      if (href) articles.append(element('li', { lang, dir }, element('a', { href, 'data-id': id }, title)));
    }
  } catch {
    // The links above are there in any case.
  }
}

/** The page in a frame, as high as it says; only the framed page itself may say so. */
function frame(host) {
  const address = embedAddress(host);
  address.searchParams.set('origin', location.origin);
  const node = element('iframe', {
    part: 'frame',
    src: address.href,
    title: host.t('frame-title'),
    height: '480',
  });
  addEventListener('message', function onMessage({ origin, source, data }) {
    if (!node.isConnected) return removeEventListener('message', onMessage);
    if (source !== node.contentWindow || origin !== address.origin || data?.type !== 'kashkul:height') return;
    if (data.height > 0) node.setAttribute('height', `${Math.ceil(data.height)}`);
  });
  return node;
}
