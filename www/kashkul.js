// The library: opens a collection and answers from it.
//
// Owns loading the WebAssembly module and the public errors. Words are never split, folded or
// compared here: that is the module's work.

import { highlight } from './highlight.js';
import init, { Collection } from './kashkul_glue.js';

export { highlight };

const SENTENCES = {
  'wasm-blocked': 'Searching needs WebAssembly, which this browser or page does not allow.',
  network: 'A file of the collection could not be loaded.',
  'bad-pack': 'The pack is damaged or is not a Kashkul pack.',
  version: 'The pack was made by another version of Kashkul.',
  'no-article': 'The collection has no such article.',
  aborted: 'Opening the collection was cancelled.',
};

/** What went wrong, as a `code` for programs and a sentence for people. */
export class KashkulError extends Error {
  constructor(code, detail, cause) {
    super(detail ? `${SENTENCES[code]} (${detail})` : SENTENCES[code], { cause });
    this.name = 'KashkulError';
    this.code = code;
  }
}

/**
 * Opens a collection; without a pack, the one inside the WebAssembly module. `integrity` is of the
 * file that the articles are in.
 */
export async function open({ pack, wasm, integrity, signal } = {}) {
  const files = pack
    ? [read(pack, { integrity, signal }), start(wasm)]
    : [undefined, start(wasm, integrity)];
  const [bytes] = await untilAborted(Promise.all(files), signal);
  return new Kashkul(translated(() => new Collection(bytes)));
}

class Kashkul {
  #collection;
  #infos;

  constructor(collection) {
    this.#collection = collection;
  }

  search(query, options) {
    return { query, ...found(this.#collection.search(query, ...asked(options ?? {}))) };
  }

  suggest(prefix, limit = 8) {
    return JSON.parse(this.#collection.suggest(prefix, limit));
  }

  render(id, { query, document = globalThis.document } = {}) {
    const hasHighlights = "highlights" in (globalThis.CSS ?? {});
    return translated(() => this.#collection.render(id, query, document, hasHighlights));
  }

  article(id, { query } = {}) {
    return view(translated(() => this.#collection.article(id, query)));
  }

  // Many articles take longer to list than to open: they are listed for those who ask.
  get articles() {
    return (this.#infos ??= Object.freeze(JSON.parse(this.#collection.articles()).map(Object.freeze)));
  }

  dispose() {
    this.#collection?.free();
    this.#collection = undefined;
  }
}

// Options of other types than the contract's are left out.
const asked = ({ limit, offset, lang, source, from, to, sort }) => {
  const number = (value, otherwise) => (typeof value === 'number' ? value : otherwise);
  const text = (value) => (typeof value === 'string' ? value : undefined);
  const langs = [lang].flat().filter(text).join(' ');
  return [number(limit, 20), number(offset, 0), langs, text(source), text(from), text(to), sort === 'date'];
};

const found = (json) => {
  const result = JSON.parse(json);
  for (const hit of result.hits) {
    hit.title = runs(hit.title);
    for (const place of hit.places) place.snippet = runs(place.snippet);
    // The best place stands in the hit itself, too.
    Object.assign(hit, hit.places[0]);
    hit.score /= 1e6;
  }
  return result;
};

const view = (json) => {
  const { runs: title, ...article } = JSON.parse(json);
  for (const block of article.blocks) block.runs = runs(block.runs);
  return { ...article, title: runs(title), tags: article.tags.map(runs) };
};

// The module writes runs as texts that are by turns no hit and a hit.
const runs = (texts) => {
  const all = [];
  let isMatch = true;
  for (const text of texts) {
    isMatch = !isMatch;
    if (text) all.push({ text, isMatch });
  }
  return all;
};

// One instance serves every collection of the page, so only the first `wasm` is ever loaded; a
// failed start is forgotten, so that a later call can succeed.
let started;
const start = (wasm, integrity) => {
  started ??= compile(wasm ?? new URL('kashkul.wasm', import.meta.url), integrity)
    .then((module) => init({ module_or_path: module }))
    .catch((error) => {
      started = undefined;
      throw error;
    });
  return started;
};

const compile = async (source, integrity) => {
  if (!isWasmAllowed()) throw new KashkulError('wasm-blocked');
  if (source instanceof WebAssembly.Module) return source;
  const isAddress = typeof source === 'string' || source instanceof URL;
  try {
    if (!isAddress) return await WebAssembly.compile(source);
    const response = await request(source, { integrity });
    // Streaming refuses any other type, which many simple servers send.
    return response.headers.get('content-type') === 'application/wasm'
      ? await WebAssembly.compileStreaming(response)
      : await WebAssembly.compile(await response.arrayBuffer());
  } catch (error) {
    throw error instanceof KashkulError ? error : new KashkulError('network', error.message, error);
  }
};

// Engines word a refusal differently, and WebKit compiles what it will not run, but none runs even the
// empty module.
const isWasmAllowed = () => {
  try {
    return Boolean(new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0))));
  } catch {
    return false;
  }
};

// Elements hand in a promise of the bytes, which arrive while the module is compiled.
const read = async (given, options) => {
  const source = await given;
  if (ArrayBuffer.isView(source)) {
    return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  }
  if (typeof source !== 'string' && !(source instanceof URL)) return new Uint8Array(source);
  const response = await request(source, options);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new KashkulError('network', `${source}`, error);
  }
};

const request = async (address, options) => {
  let response;
  try {
    response = await fetch(address, options);
  } catch (error) {
    throw new KashkulError('network', `${address}`, error);
  }
  if (!response.ok) throw new KashkulError('network', `${address}: ${response.status}`);
  return response;
};

const untilAborted = (promise, signal) => {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(new KashkulError('aborted', undefined, signal.reason));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
};

// The module names its errors by their code.
const translated = (call) => {
  try {
    return call();
  } catch (error) {
    throw error.name in SENTENCES ? new KashkulError(error.name, error.message, error) : error;
  }
};

/** Answers Algolia's requests, for InstantSearch, Autocomplete and DocSearch. */
export function asSearchClient(kashkul) {
  const answer = ({ indexName, params, ...rest }) => {
    const { query = '', page = 0, hitsPerPage = 20, facets = [], facetFilters, ...tags } = { ...rest, ...params };
    const { words, ...limits } = narrowed(query, facetFilters, kashkul.articles);
    const found = kashkul.search(words, { limit: hitsPerPage, offset: page * hitsPerPage, ...limits });
    return {
      index: indexName,
      query,
      params: '',
      hits: found.hits.map((hit) => algoliaHit(hit, tags)),
      facets: counted(found.facets, [facets].flat()),
      exhaustiveFacetsCount: true,
      nbHits: found.total,
      page,
      nbPages: hitsPerPage ? Math.ceil(found.total / hitsPerPage) : 0,
      hitsPerPage,
      processingTimeMS: 1,
      exhaustiveNbHits: true,
    };
  };
  return {
    search: async (requests) => ({ results: (requests.requests ?? requests).map(answer) }),
  };
}

// Filters are lists of alternatives, as the operators of one field are; a search without words lists
// what the operators allow.
const narrowed = (query, facetFilters = [], articles) => {
  const filters = [facetFilters].flat(2).map((filter) => /^(\w+):(.*)$/s.exec(filter) ?? []);
  const chosen = (field) => filters.filter(([, name]) => name === field).map(([, , value]) => value);
  const lang = chosen('lang');
  const words = [query, ...chosen('source').map((name) => `source:"${name.replaceAll('"', ' ')}"`)];
  words.push(...chosen('year').map((year) => `year:${year}`));
  if (!words.some((part) => part.trim())) {
    words.push(...new Set(articles.map((article) => `lang:${article.lang}`)));
  }
  return { words: words.join(' '), lang: lang.length ? lang : undefined };
};

const counted = (facets, names) => {
  const asked = Object.entries(facets).filter(([field]) => names.includes(field) || names.includes('*'));
  const counts = (values) => Object.fromEntries(values.map(({ value, count }) => [value, count]));
  return Object.fromEntries(asked.map(([field, values]) => [field, counts(values)]));
};

const algoliaHit = (hit, { highlightPreTag = '<em>', highlightPostTag = '</em>' }) => {
  const plain = (runs) => runs.map((run) => run.text).join('');
  // Tags that are markup go into a page as they are; who sends other signs escapes the text on its own.
  const isMarkup = highlightPreTag.includes('<');
  const marked = (runs) => {
    const matchedWords = runs.filter((run) => run.isMatch).map((run) => run.text);
    const value = runs
      .map(({ text, isMatch }) => {
        const safe = isMarkup ? text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`) : text;
        return isMatch ? highlightPreTag + safe + highlightPostTag : safe;
      })
      .join('');
    return { value, matchLevel: matchedWords.length ? 'full' : 'none', matchedWords };
  };
  const title = marked(hit.title);
  const content = marked(hit.snippet);
  const url = `#/a/${encodeURIComponent(hit.id)}`;
  const levels = (lvl0, lvl1) => ({ lvl0, lvl1, lvl2: null, lvl3: null, lvl4: null, lvl5: null, lvl6: null });
  const results = { title, content, hierarchy: { lvl0: marked([{ text: hit.source ?? hit.lang, isMatch: false }]), lvl1: title } };
  return {
    objectID: hit.id,
    url,
    url_without_anchor: url,
    anchor: null,
    type: 'content',
    title: plain(hit.title),
    content: plain(hit.snippet),
    lang: hit.lang,
    source: hit.source,
    date: hit.date,
    hierarchy: levels(hit.source ?? hit.lang, plain(hit.title)),
    _highlightResult: results,
    _snippetResult: results,
  };
};
