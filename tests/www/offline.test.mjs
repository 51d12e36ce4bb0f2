// The words of the page's second part, and the list that its service worker begins with.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { TEXTS as KEEP } from '../../www/keep-strings.js';
import { say, TEXTS } from '../../www/offline-strings.js';
import { TEXTS as OWN, WRONG } from '../../www/own-strings.js';

const file = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const script = (name) => file(`www/${name}`);

test('every language has every text, and every text is used', () => {
  const reasons = ['network', 'status', 'digest', 'quota'];
  const pick = ['folder', 'files'];
  const own = script('own.js') + script('packing-worker.js');
  for (const [table, code] of [[TEXTS, script('offline.js')], [KEEP, script('keep.js')], [OWN, own]]) {
    const keys = Object.keys(table.en);
    for (const texts of Object.values(table)) assert.deepEqual(Object.keys(texts), keys);
    for (const key of keys) assert.ok(code.includes(`'${key}'`) || [...reasons, ...pick].includes(key), key);
  }
});

test('what is wrong with a file has words in every language but that of the packer', () => {
  const kinds = [...file('src/import/problem.rs').matchAll(/Kind::\w+ => "(\w+)"/g)].map(([, name]) => name);
  assert.ok(kinds.length);
  assert.deepEqual(Object.keys(WRONG), Object.keys(OWN).filter((language) => language !== 'en'));
  for (const texts of Object.values(WRONG)) assert.deepEqual(Object.keys(texts), kinds);
});

test('a text is in the language of the interface, with names of files set apart', () => {
  const check = (lang, expected) => {
    globalThis.document = { documentElement: { lang } };
    assert.equal(say('status', { file: 'app.js', n: 404 }), expected);
  };
  check('en', 'The host answered 404 for “\u2068app.js\u2069”.');
  check('fa', 'پاسخ میزبان برای «\u2068app.js\u2069»: ۴۰۴.');
  check('de', 'The host answered 404 for “\u2068app.js\u2069”.');
  delete globalThis.document;
});
