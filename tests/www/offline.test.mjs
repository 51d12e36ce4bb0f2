// The words of the page's second part, and the list that its service worker begins with.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { say, TEXTS } from '../../www/offline-strings.js';

const script = readFileSync(new URL('../../www/offline.js', import.meta.url), 'utf8');

test('every language has every text, and every text is used', () => {
  const keys = Object.keys(TEXTS.en);
  for (const texts of Object.values(TEXTS)) assert.deepEqual(Object.keys(texts), keys);
  const reasons = ['network', 'status', 'digest', 'quota'];
  for (const key of keys) assert.ok(script.includes(`'${key}'`) || reasons.includes(key), key);
});

test('a text is in the language of the interface, with names of files set apart', () => {
  const check = (lang, expected) => {
    globalThis.document = { documentElement: { lang } };
    assert.equal(say('status', { file: 'app.js', n: 404 }), expected);
  };
  check('en', 'The host answered 404 for “\u2068app.js\u2069”.');
  check('fa', 'پاسخ میزبان برای «\u2068app.js\u2069»: 404.');
  check('de', 'The host answered 404 for “\u2068app.js\u2069”.');
  delete globalThis.document;
});
