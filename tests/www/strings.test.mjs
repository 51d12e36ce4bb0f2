import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { chooseLanguage, directionOf, isolate, LANGUAGES, translator } from '../../www/strings.js';

const read = (name) => readFileSync(new URL(`../../www/${name}`, import.meta.url), 'utf8');

test('the reader is greeted in the first language that is known', () => {
  assert.equal(chooseLanguage(undefined, ['de-DE', 'ar-EG', 'fa']), 'ar');
  assert.equal(chooseLanguage('fa', ['en']), 'fa');
  assert.equal(chooseLanguage('xx', ['FA-ir']), 'fa');
  assert.equal(chooseLanguage(undefined, ['de', 'constructor']), 'en');
  assert.equal(chooseLanguage(undefined, []), 'en');
  assert.deepEqual(Object.keys(LANGUAGES).map(directionOf), ['rtl', 'rtl', 'ltr']);
});

test('Arabic has its six plurals', () => {
  const t = translator('ar');
  const q = isolate('س');
  const counted = [0, 1, 2, 3, 11, 100].map((n) => t('results', { n, q: 'س' }));
  assert.deepEqual(counted, [
    `لا نتائج لـ ${q}`,
    `نتيجة واحدة لـ ${q}`,
    `نتيجتان لـ ${q}`,
    `٣ نتائج لـ ${q}`,
    `١١ نتيجةً لـ ${q}`,
    `١٠٠ نتيجة لـ ${q}`,
  ]);
});

test('numbers wear the digits of the language', () => {
  assert.equal(translator('fa')('hit-count', { n: 3, m: 7 }), '۳ از ۷');
  assert.equal(translator('ar')('hit-count', { n: 3, m: 7 }), '٣ من ٧');
  assert.equal(translator('en')('hit-count', { n: 3, m: 7 }), '3 of 7');
  assert.equal(translator('en')('results', { n: 1, q: 'x' }), '1 result for \u2068x\u2069');
});

test('text from outside is isolated and never read as a placeholder', () => {
  assert.equal(translator('en')('none', { q: '{n} $& x' }), 'Nothing was found for \u2068{n} $& x\u2069.');
});

test('every key that the page uses says something in every language', () => {
  const used = new Set();
  for (const [, key] of read('index.html').matchAll(/data-(?:text|label)="([^"]+)"/g)) used.add(key);
  for (const file of ['app.js', 'reader.js', 'results.js']) {
    for (const [, call] of read(file).matchAll(/\bt\(([^)]*)/g)) {
      for (const [, key] of call.matchAll(/'([\w-]+)'/g)) used.add(key);
    }
  }
  for (const theme of ['auto', 'light', 'dark']) used.add(`theme-${theme}`);
  const errors = ['wasm-blocked', 'network', 'bad-pack', 'version', 'no-article'];
  const reasons = ['zwnj', 'letter', 'digit', 'stem', 'prefix', 'typo', 'name', 'alias', 'keyboard', 'date'];
  for (const key of [...errors, ...reasons]) used.add(key);
  assert.ok(used.size > 40);
  for (const language of Object.keys(LANGUAGES)) {
    const t = translator(language);
    for (const key of used) {
      const text = t(key, { n: 3, m: 7, p: 2, q: 'q', text: 'text' });
      assert.ok(text.trim() && !/[{}]|undefined/.test(text), `${language} ${key}: ${text}`);
    }
  }
});
