// The collection as one file: the single file again, or one made of the hosted site's parts.
//
// What is written here is what `src/cli/site.rs` writes at build time, so that a saved file saves
// itself as it is.

import { packed } from './block.js';

const RAW = ['script', 'style', 'noscript'];
const VOID = ['br', 'hr', 'img', 'input', 'link', 'meta', 'wbr'];
/** The end tags of these are left out: what stands behind them would be taken into the body. */
const OPEN = ['html', 'body'];
/** The fonts of `src/cli/fonts.rs`. */
const FONTS = ['vazirmatn', 'noto-naskh-arabic'];

/** Whether this page is the single file, which carries the search module itself. */
export const isSingleFile = Boolean(document.querySelector('script#kashkul-wasm'));

/** The page as it was parsed, before anything was drawn. */
const parsed = isSingleFile ? document.documentElement.cloneNode(true) : undefined;

/** The file's name and content. */
export async function collectionFile() {
  const title = document.querySelector('.brand').textContent.trim();
  const name = `${title.replace(/[\s\\/:*?"<>|]+/g, ' ').trim() || 'kashkul'}.html`;
  const text = parsed ? `<!doctype html>\n${write(parsed)}` : await assembled();
  return { name, blob: new Blob([text], { type: 'text/html' }) };
}

function write(node) {
  const { nodeType, data, localName: name } = node;
  if (nodeType === Node.TEXT_NODE) return RAW.includes(node.parentNode.localName) ? data : escaped(data);
  if (nodeType === Node.COMMENT_NODE) return `<!--${data}-->`;
  const attributes = [...node.attributes].map(({ name, value }) =>
    value ? ` ${name}="${escaped(value).replaceAll('"', '&quot;')}"` : ` ${name}`);
  const start = `<${name}${attributes.join('')}`;
  const isForeign = node.namespaceURI.endsWith('svg');
  if (isForeign && !node.firstChild) return `${start}/>`;
  if (VOID.includes(name)) return `${start}>`;
  const inside = [...node.childNodes].map(write).join('');
  // The parser drops the line's end behind this one tag.
  if (OPEN.includes(name)) return `${start}>${name === 'html' ? '\n' : ''}${inside}`;
  return `${start}>${inside}</${name}>`;
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

async function assembled() {
  const [page, style, script] = await Promise.all(
    ['index.html', 'kashkul.css', 'inline.js'].map(async (name) => (await file(name)).text()),
  );
  const data = [await deflated('wasm', 'application/wasm', 'kashkul.wasm')];
  if (document.querySelector('#kashkul-pack')) {
    data.push(await deflated('pack', 'application/kashkul', 'collection.kashkul'));
  }
  for (const name of FONTS) data.push(block(name, 'font/woff2', '', await bytesOf(await file(`${name}.woff2`))));
  const module = `<script type="module">${script}</script>`;
  const [scriptHash, styleHash] = await Promise.all([script, style].map(hash));
  const parts = [
    [
      /("Content-Security-Policy" content=")([^"]*)/,
      (_, start, hosted) => start + policy(hosted, scriptHash, styleHash),
    ],
    [/<noscript>.*?<\/noscript>/, () => `<style>${style}</style>`],
    [/<link rel="preload"[^]*? src="app\.js"[^>]*><\/script>/, () => data.join('') + module],
  ];
  return parts.reduce((text, [pattern, replacement]) => {
    if (!pattern.test(text)) throw new Error('index.html');
    return text.replace(pattern, replacement);
  }, page);
}

/** The hosted page's policy without the host: what is inside is allowed by its hash, nothing else is. */
const policy = (hosted, script, style) =>
  hosted
    .replace("script-src 'self'", `script-src ${script}`)
    .replace("style-src 'self'", `style-src ${style}`)
    .replace(/ [a-z]+-src 'self';/g, '')
    .replace("'self' ", '')
    .replace('kashkul-worker', "'none'");

/** A file of the site; the first visit is not served by what keeps it, but may take from that. */
async function file(name) {
  const response = await fetch(name).catch(() => globalThis.caches?.match(name));
  if (!response?.ok) throw new Error(`${name}: ${response?.status ?? '–'}`);
  return response;
}

const bytesOf = async (response) => new Uint8Array(await response.arrayBuffer());

async function deflated(id, type, name) {
  const stream = (await file(name)).body.pipeThrough(new CompressionStream('deflate-raw'));
  return block(id, type, ' data-encoding="deflate-raw"', await bytesOf(new Response(stream)));
}

const block = (id, type, encoding, bytes) =>
  `<script type="${type}" id="kashkul-${id}" data-size="${bytes.length}"${encoding}>${packed(bytes)}</script>`;

async function hash(text) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
}
