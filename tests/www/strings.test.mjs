import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { BOXES } from '../../www/boxes.js';
import { chooseLanguage, directionOf, LANGUAGES, numbersOf, PAGES, translator } from '../../www/strings.js';
import { ELEMENT_TEXTS } from '../../www/element-texts.js';
import { TEXTS as STARTS } from '../../www/starts.js';
import { PHRASES } from '../../www/phrases.js';
import { isolate, translatorOf } from '../../www/translate.js';
import { UPDATES } from '../../www/update-texts.js';

const read = (name) => readFileSync(new URL(`../../www/${name}`, import.meta.url), 'utf8');

/** The `Why` of kashkul.d.ts; nothing is said of what was found as it was typed. */
const REASONS = [...read('kashkul.d.ts').match(/type Why =([^;]*);/)[1].matchAll(/'(\w+)'/g)]
  .map(([, why]) => why)
  .filter((why) => why !== 'exact');

/** The files of the first part, and of the elements; what comes later has phrases of its own. */
const FIRST = ['app.js', 'reader.js', 'results.js'];
const SEARCH = ['element.js', 'search-element.js', 'fallback.js', 'hit-facts.js'];
const READER = ['reader-element.js', 'reader-list.js', 'reader-article.js', 'reader-toast.js', 'ticks.js'];
const LATER = readdirSync(new URL('../../www/', import.meta.url)).filter(
  (name) => /^[a-z]+\.js$/.test(name) && ![...FIRST, ...SEARCH].includes(name),
);

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
    `لا نتائج عن «${q}»`,
    `نتيجة واحدة عن «${q}»`,
    `نتيجتان عن «${q}»`,
    `٣ نتائج عن «${q}»`,
    `١١ نتيجةً عن «${q}»`,
    `١٠٠ نتيجة عن «${q}»`,
  ]);
});

test('numbers wear the digits of the language', () => {
  assert.equal(translator('fa')('hit-count', { n: 3, m: 7 }), '۳ از ۷');
  assert.equal(translator('ar')('hit-count', { n: 3, m: 7 }), '٣ من ٧');
  assert.equal(translator('en')('hit-count', { n: 3, m: 7 }), '3 of 7');
  assert.equal(translator('en')('results', { n: 1, q: 'x' }), '1 result for “\u2068x\u2069”');
});

test('text from outside is isolated and never read as a placeholder', () => {
  assert.equal(translator('en')('none', { q: '{n} $& x' }), 'Nothing was found for “\u2068{n} $& x\u2069”.');
});

test('what was read into a query is named apart from what was typed', () => {
  const said = { fa: 'جست‌وجو برای «\u2068x\u2069» انجام شد.', ar: 'بحثنا عن «\u2068x\u2069».', en: 'Searched for “\u2068x\u2069”.' };
  for (const [language, sentence] of Object.entries(said)) {
    const t = translator(language);
    assert.equal(t('interpreted', { text: 'x' }), sentence);
    assert.ok(t('results', { n: 3, q: 'typed' }).includes(isolate('typed')), language);
  }
});

test('each reason for a hit has a short name of its own', () => {
  for (const language of Object.keys(LANGUAGES)) {
    const names = REASONS.map((reason) => translator(language)(reason));
    assert.equal(new Set(names).size, REASONS.length, names.join());
    // The side pane of a wide window takes some thirty letters in a line.
    for (const name of names) assert.ok(name.length < 28, name);
  }
});

test('every key that the page uses says something in every language', () => {
  const used = new Set();
  for (const [, key] of read('index.html').matchAll(/data-(?:text|label)="([^"]+)"/g)) used.add(key);
  for (const file of FIRST) {
    for (const [, call] of read(file).matchAll(/\bt\(([^)]*)/g)) {
      for (const [, key] of call.matchAll(/'([\w-]+)'/g)) used.add(key);
    }
  }
  for (const key of REASONS) used.add(key);
  assert.ok(used.size > 35);
  for (const language of Object.keys(LANGUAGES)) {
    const t = translator(language);
    for (const key of used) {
      const text = t(key, { n: 3, m: 7, k: 5, p: 2, q: 'q', text: 'text' });
      assert.ok(text.trim() && !/[{}]|undefined/.test(text), `${language} ${key}: ${text}`);
    }
  }
});

test('the phrases of the later part are the same in every language, each with its plurals', () => {
  const keys = Object.keys(PHRASES.en);
  for (const [language, texts] of Object.entries(PHRASES)) {
    assert.deepEqual(Object.keys(texts).sort(), [...keys].sort(), language);
    const t = translatorOf(texts, language, 'en');
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const key of keys) {
      const text = t(key, { n: 3, m: 7, k: 5, language: 'x' });
      assert.ok(text.trim() && !/[{}]|undefined/.test(text), `${language} ${key}: ${text}`);
      if (typeof texts[key] !== 'object' || language === 'fa') continue;
      assert.deepEqual(Object.keys(texts[key]).sort(), [...forms].sort(), `${language} ${key}`);
    }
  }
});

test('every phrase that the later part asks for is there', () => {
  const asked = new Set();
  for (const file of LATER) {
    for (const [, key] of read(file).matchAll(/(?<!page\.)\bt\('([\w-]+)'/g)) asked.add(key);
  }
  assert.ok(asked.size > 20, `${asked.size}`);
  for (const key of asked) assert.ok(Object.hasOwn(PHRASES.en, key), key);
});

test('the elements say everything in every language', () => {
  for (const language of Object.keys(LANGUAGES)) {
    const own = { ...BOXES[language], ...ELEMENT_TEXTS[language] };
    for (const [files, texts] of [[SEARCH, own], [READER, { ...own, ...PAGES[language], ...PHRASES[language], ...UPDATES[language] }]]) {
      const t = translatorOf(texts, language, 'en');
      const asked = files.flatMap((file) => [...read(file).matchAll(/(?:\bt|toast\.show)\(([^)]*)/g)].map(([, call]) => call));
      const keys = new Set([...asked.flatMap((call) => [...call.matchAll(/'([\w-]+)'/g)].map(([, key]) => key)), ...REASONS]);
      keys.delete('wasm-blocked');
      assert.ok(keys.size > 18, `${keys.size}`);
      for (const key of keys) {
        const text = t(key, { n: 3, m: 7, k: 5, p: 2, q: 'q', text: 'text' });
        assert.ok(text.trim() && !/[{}]|undefined/.test(text), `${language} ${key}: ${text}`);
      }
    }
  }
});

test('digits are those of the language until others are chosen', () => {
  assert.equal(translator('en', 'arabext')('hit-count', { n: 3, m: 7 }), '۳ of ۷');
  assert.equal(numbersOf('ar', 'latn'), 'ar-u-nu-latn');
  assert.equal(numbersOf('fa'), 'fa-u-nu-arabext');
});

test('what an empty box says is there in every language', () => {
  const asked = [...read('starts.js').matchAll(/\b(?:say|list)\('(\w+)'/g)].map(([, key]) => key);
  assert.ok(asked.length >= 4, `${asked}`);
  for (const [language, texts] of Object.entries(STARTS)) {
    for (const key of asked) assert.ok(texts[key].trim(), `${language} ${key}`);
  }
});
