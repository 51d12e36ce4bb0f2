// The collection as one file: the single file again, or one made of the hosted site's parts.
//
// What is written here is what `src/cli/site.rs` writes at build time, so that a saved file saves
// itself as it is.

import { packed } from './block.js';

const RAW = ['script', 'style', 'noscript'];
const VOID = ['br', 'hr', 'img', 'input', 'link', 'meta', 'wbr'];
/** The end tags of these are left out: what stands behind them would be taken into the body. */
const OPEN = ['html', 'body'];

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
  const [page, style, ...scripts] = await Promise.all(
    ['index.html', 'kashkul.css', 'offline.js', 'inline.js'].map(async (name) => (await file(name)).text()),
  );
  const data = [await dataBlock('wasm', 'application/wasm', 'kashkul.wasm')];
  if (document.querySelector('#kashkul-pack')) {
    data.push(await dataBlock('pack', 'application/kashkul', 'collection.kashkul'));
  }
  const modules = scripts.map((script) => `<script type="module">${script}</script>`);
  const hashes = await Promise.all([...scripts, style].map(hash));
  const styleHash = hashes.pop();
  const parts = [
    [
      /("Content-Security-Policy" content=")([^"]*)/,
      (_, start, hosted) => start + policy(hosted, hashes, styleHash),
    ],
    [/<noscript>.*?<\/noscript>/, () => `<style>${style}</style>`],
    [/<link rel="preload"[^]*? src="app\.js"[^>]*><\/script>/, () => [...data, ...modules].join('')],
  ];
  return parts.reduce((text, [pattern, replacement]) => {
    if (!pattern.test(text)) throw new Error('index.html');
    return text.replace(pattern, replacement);
  }, page);
}

/** The hosted page's policy without the host: what is inside is allowed by its hash, nothing else is. */
const policy = (hosted, scripts, style) =>
  hosted
    .replace("script-src 'self'", `script-src ${scripts.join(' ')}`)
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

async function dataBlock(id, type, name) {
  const deflated = (await file(name)).body.pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(deflated).arrayBuffer());
  return `<script type="${type}" id="kashkul-${id}" data-size="${bytes.length}" data-encoding="deflate-raw">${packed(bytes)}</script>`;
}

async function hash(text) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
}
