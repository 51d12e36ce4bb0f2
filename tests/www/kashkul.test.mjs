// The library against a stand-in for the generated module: loading, errors, and the Algolia shapes.

import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const GLUE = `
export const calls = { inits: [], packs: [], listed: 0, freed: 0 };
const named = (name, message) => Object.assign(new Error(message), { name });
const HIT = {
  id: 'x#2', lang: 'fa', dir: 'rtl', source: 'src', score: 2500000, why: ['exact'],
  title: ['a<b ', 'c"d'],
  places: [
    { snippet: ['', 'e', '', 'f'], snippetDir: 'rtl', paragraph: 7 },
    { snippet: ['g'], snippetDir: 'ltr', paragraph: 1 },
  ],
};
export default async function init(input) { calls.inits.push(input.module_or_path); }
export class Collection {
  constructor(pack) {
    calls.packs.push(pack);
    if (pack?.[0] === 1) throw named('bad-pack', 'no magic number');
    if (pack?.[0] === 2) throw named('version', 'pack version is 3, this build reads 4');
  }
  articles() {
    calls.listed += 1;
    return JSON.stringify([{ id: 'x', lang: 'fa' }]);
  }
  search(query, ...asked) {
    return JSON.stringify({ total: 45, hits: [HIT], facets: {}, interpreted: [], asked });
  }
  article(id, query) {
    if (id !== 'x') throw named('no-article', id);
    return JSON.stringify({ id, query, title: 'a b', runs: ['a ', 'b'], blocks: [{ runs: ['c'] }], tags: [['', 'd']] });
  }
  render(id, query, document) { this.article(id); return { id, query, document }; }
  free() { calls.freed += 1; }
}`;

let folder;
let server;
let address;
let requests = [];

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kashkul-'));
  for (const name of ['kashkul.js', 'highlight.js', 'paint.js']) {
    copyFileSync(new URL(`../../www/${name}`, import.meta.url), join(folder, name));
  }
  writeFileSync(join(folder, 'kashkul_glue.js'), GLUE);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  server = createServer(({ url }, response) => {
    requests.push(url);
    if (url === '/hanging') return;
    const [status, type] = url === '/missing' ? [404, 'text/html'] : [200, 'text/plain'];
    response.writeHead(status, { 'content-type': url === '/right.wasm' ? 'application/wasm' : type });
    response.end(url === '/cut.wasm' ? EMPTY_MODULE.slice(0, 5) : url === '/pack' ? '\u0003' : EMPTY_MODULE);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${server.address().port}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

/** A fresh library, with nothing loaded yet; it shares the stand-in's `calls`. */
let copies = 0;
async function library() {
  copies += 1;
  const { href } = pathToFileURL(join(folder, 'kashkul.js'));
  const glue = await import(pathToFileURL(join(folder, 'kashkul_glue.js')));
  Object.assign(glue.calls, { inits: [], packs: [], listed: 0, freed: 0 });
  requests = [];
  return { ...(await import(`${href}?${copies}`)), calls: glue.calls };
}

const rejects = async (promise, code, sentence = /[A-Z][^]+\./) => {
  const error = await promise.then(
    () => assert.fail(`expected ${code}`),
    (error) => error,
  );
  assert.equal(error.name, 'KashkulError', error.stack);
  assert.equal(error.code, code);
  assert.match(error.message, sentence);
};

test('the module is taken from bytes, a module, an address, and a server with a wrong type', async () => {
  const sources = [
    EMPTY_MODULE,
    EMPTY_MODULE.buffer,
    new WebAssembly.Module(EMPTY_MODULE),
    new URL('/right.wasm', address),
    `${address}/wrong-type.wasm`,
  ];
  for (const wasm of sources) {
    const { open, calls } = await library();
    const kashkul = await open({ wasm });
    assert.ok(calls.inits[0] instanceof WebAssembly.Module);
    assert.deepEqual(kashkul.articles, [{ id: 'x', lang: 'fa' }]);
    assert.ok(Object.isFrozen(kashkul.articles) && Object.isFrozen(kashkul.articles[0]));
  }
});

test('several collections share one module', async () => {
  const { open, calls } = await library();
  const wasm = `${address}/right.wasm`;
  await Promise.all([open({ wasm }), open({ wasm, pack: Uint8Array.of(9) }), open({ wasm })]);
  assert.equal(calls.inits.length, 1);
  assert.deepEqual(requests, ['/right.wasm']);
  assert.deepEqual(calls.packs, [undefined, Uint8Array.of(9), undefined]);
});

test('a pack is taken from bytes, a view into bytes, and an address', async () => {
  const { open, calls } = await library();
  const view = new DataView(Uint8Array.of(7, 8, 9).buffer, 1, 2);
  for (const pack of [Uint8Array.of(7).buffer, view, `${address}/pack`]) {
    await open({ wasm: EMPTY_MODULE, pack });
  }
  assert.deepEqual(calls.packs, [Uint8Array.of(7), Uint8Array.of(8, 9), Uint8Array.of(3)]);
});

test('what goes wrong has a code, and a later call can succeed', async () => {
  const { open } = await library();
  await rejects(open({ wasm: `${address}/missing` }), 'network', /404/);
  await rejects(open({ wasm: 'http://127.0.0.1:1/' }), 'network');
  await rejects(open({ wasm: `${address}/cut.wasm` }), 'network');
  await rejects(open({ wasm: EMPTY_MODULE, pack: `${address}/missing` }), 'network', /404/);
  await rejects(open({ wasm: EMPTY_MODULE, pack: Uint8Array.of(1) }), 'bad-pack', /no magic number/);
  await rejects(open({ wasm: EMPTY_MODULE, pack: Uint8Array.of(2) }), 'version', /reads 4/);
  await open({ wasm: EMPTY_MODULE });
});

test('a browser that refuses WebAssembly is told from a damaged file', async () => {
  const { open } = await library();
  const { Module } = WebAssembly;
  WebAssembly.Module = class {
    constructor() {
      throw new WebAssembly.CompileError('refused by the policy');
    }
  };
  try {
    await rejects(open({ wasm: EMPTY_MODULE }), 'wasm-blocked');
  } finally {
    WebAssembly.Module = Module;
  }
  await open({ wasm: EMPTY_MODULE });
});

test('opening can be cancelled, before and while a file is on its way', async () => {
  const { open } = await library();
  await rejects(open({ wasm: EMPTY_MODULE, signal: AbortSignal.abort() }), 'aborted');
  const controller = new AbortController();
  const opening = open({ wasm: EMPTY_MODULE, pack: `${address}/hanging`, signal: controller.signal });
  setTimeout(() => controller.abort(), 20);
  await rejects(opening, 'aborted');
});

test('articles are asked for by id', async () => {
  const { open, KashkulError, calls } = await library();
  const kashkul = await open({ wasm: EMPTY_MODULE });
  assert.deepEqual(kashkul.article('x', { query: 'q' }), {
    id: 'x',
    query: 'q',
    title: [{ text: 'a ', isMatch: false }, { text: 'b', isMatch: true }],
    blocks: [{ runs: [{ text: 'c', isMatch: false }] }],
    tags: [[{ text: 'd', isMatch: true }]],
  });
  assert.deepEqual(kashkul.render('x', { document: 'd' }), { id: 'x', query: undefined, document: 'd' });
  for (const call of [() => kashkul.article('y'), () => kashkul.render('y')]) {
    assert.throws(call, (error) => error instanceof KashkulError && error.code === 'no-article');
  }
  kashkul.dispose();
  kashkul.dispose();
  assert.equal(calls.freed, 1);
});

test('the articles are listed once, when they are asked for', async () => {
  const { open, calls } = await library();
  const kashkul = await open({ wasm: EMPTY_MODULE });
  kashkul.search('q');
  assert.equal(calls.listed, 0);
  assert.deepEqual(kashkul.articles, [{ id: 'x', lang: 'fa' }]);
  assert.equal(kashkul.articles, kashkul.articles);
  assert.equal(calls.listed, 1);
});

test('a search hands its options on and gives objects of the contract', async () => {
  const { open } = await library();
  const kashkul = await open({ wasm: EMPTY_MODULE });
  const { asked, ...result } = kashkul.search('q', { limit: 3, offset: 6, lang: ['fa', 'ar'], source: 's', sort: 'date' });
  assert.deepEqual(asked, [3, 6, 'fa ar', 's', null, null, true]);
  assert.deepEqual(kashkul.search('q').asked, [20, 0, '', null, null, null, false]);
  const strange = { limit: '3', lang: [5, 'fa'], source: 7, from: {}, sort: 'name' };
  assert.deepEqual(kashkul.search('q', strange).asked, [20, 0, 'fa', null, null, null, false]);
  assert.deepEqual([result.query, result.total], ['q', 45]);
  const [hit] = result.hits;
  assert.equal(hit.score, 2.5);
  // Two hits may stand side by side; texts without letters are no runs.
  assert.deepEqual(hit.snippet, [{ text: 'e', isMatch: true }, { text: 'f', isMatch: true }]);
  assert.deepEqual([hit.snippetDir, hit.paragraph, hit.places.length], ['rtl', 7, 2]);
  assert.deepEqual(hit.places[1].snippet, [{ text: 'g', isMatch: false }]);
});

test('Algolia’s clients get the shapes they ask for, with text escaped', async () => {
  const { open, asSearchClient } = await library();
  const client = asSearchClient(await open({ wasm: EMPTY_MODULE }));
  const tags = { highlightPreTag: '<i>', highlightPostTag: '</i>' };
  const old = await client.search([
    { indexName: 'news', params: { query: 'q', page: 2, hitsPerPage: 10, ...tags } },
  ]);
  const recent = await client.search({ requests: [{ indexName: 'news', query: 'q', page: 2, hitsPerPage: 10, ...tags }] });
  assert.deepEqual(old, recent);
  const [result] = old.results;
  assert.deepEqual(
    [result.index, result.query, result.nbHits, result.page, result.nbPages, result.hitsPerPage],
    ['news', 'q', 45, 2, 5, 10],
  );
  const [hit] = result.hits;
  assert.equal(hit.objectID, 'x#2');
  assert.equal(hit.url, '#/a/x%232');
  assert.equal(hit.title, 'a<b c"d');
  assert.deepEqual(hit._highlightResult.title, {
    value: 'a&#60;b <i>c&#34;d</i>',
    matchLevel: 'full',
    matchedWords: ['c"d'],
  });
  assert.deepEqual(hit._snippetResult.content.matchedWords, ['e', 'f']);
  assert.equal(hit.hierarchy.lvl1, 'a<b c"d');
  // Who marks hits with signs that are no markup escapes the text itself.
  const signs = { highlightPreTag: '__ais-highlight__', highlightPostTag: '__/ais-highlight__' };
  const raw = await client.search([{ indexName: 'news', params: { query: 'q', ...signs } }]);
  assert.equal(raw.results[0].hits[0]._highlightResult.title.value, 'a<b __ais-highlight__c"d__/ais-highlight__');
});

test('Algolia’s filters are those of the query, its facets are counted', async () => {
  const { open, asSearchClient } = await library();
  const kashkul = await open({ wasm: EMPTY_MODULE });
  const asked = [];
  const { search } = kashkul;
  kashkul.search = (query, options) => {
    asked.push([query, options.lang]);
    return { ...search.call(kashkul, query, options), facets: { lang: [{ value: 'fa', count: 2 }], year: [] } };
  };
  const client = asSearchClient(kashkul);
  const request = (params) => client.search([{ indexName: 'news', params }]);
  const { results } = await request({ query: 'q', facets: ['lang'], facetFilters: [['lang:fa', 'lang:ar'], 'year:2022', 'source:a "b"'] });
  assert.deepEqual(results[0].facets, { lang: { fa: 2 } });
  await request({ query: '', hitsPerPage: 0 });
  const narrowed = ['q source:"a  b " year:2022', ['fa', 'ar']];
  assert.deepEqual(asked, [narrowed, [' lang:fa', undefined]]);
});
