// What the later part of the page works out without a browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { citation, fingerprint } from '../../www/share.js';
import { isNear } from '../../www/related.js';
import { wordsOf } from '../../www/headlines.js';
import { nearest } from '../../www/nearest.js';
import { minutes } from '../../www/tools.js';
import { missing } from '../../www/lens.js';
import { names } from '../../www/names.js';

test('a fingerprint is FNV-1a of UTF-8', () => {
  // From the reference vectors of the hash’s authors.
  assert.equal(fingerprint(''), '811c9dc5');
  assert.equal(fingerprint('foobar'), 'bf9cf968');
  assert.notEqual(fingerprint('می\u200cکند'), fingerprint('میکند'));
  assert.match(fingerprint('ا'), /^[\da-f]{8}$/);
});

test('a citation names title, source and the day in two calendars', () => {
  const info = { source: 'العالم', date: '2022-02-04T02:33' };
  assert.equal(citation({ title: 'ب', info, lang: 'fa' }), 'ب، العالم، ۱۵ بهمن ۱۴۰۰ / ۴ فوریهٔ ۲۰۲۲');
  assert.equal(citation({ quote: 'q', title: 't', info: {}, lang: 'en' }), '«q» — t');
});

test('a headline becomes words without operators', () => {
  assert.equal(wordsOf('بوتين: «روسيا» -والصين/lang:fa "x"'), 'بوتين روسيا والصين lang fa x');
  assert.equal(wordsOf('می\u200cکند يُشيد'), 'می\u200cکند يُشيد');
});

test('reports of one event are few days apart', () => {
  assert.ok(isNear('2023-09-18', '2023-09-20T10:00'));
  assert.ok(!isNear('2023-09-18', '2023-09-24'));
  assert.ok(!isNear('2023-09-18', undefined));
});

test('reading takes a minute at least, and as long as the language takes', () => {
  assert.deepEqual([minutes(10, 'ar'), minutes(6120, 'ar'), minutes(9870, 'en'), minutes(9000, 'xx')], [1, 10, 10, 10]);
});

test('the lens gives half-spaces back to words that lost them, and to no others', () => {
  const shown = (text) =>
    missing(text).reduceRight((out, at) => `${out.slice(0, at)}\u200c${out.slice(at)}`, text);
  const lost = ['می‌کنند', 'نمی‌شود', 'هسته‌ای', 'همکاری‌های', 'رسانه‌ها', 'می‌دانند'];
  for (const word of lost) assert.equal(shown(word.replaceAll('\u200c', '')), word);
  const whole = ['میدان', 'میهن', 'تنها', 'میز', 'حرفهای', 'آنها', 'نمیر', 'خانهای', 'می‌کند', 'می کند', 'میان', 'کشورها'];
  for (const word of whole) assert.equal(shown(word), word);
});

test('where nothing was found, the longest beginning that leads somewhere is offered', () => {
  const asked = [];
  const kashkul = {
    suggest(prefix) {
      asked.push(prefix);
      return prefix === 'لا' ? [{ text: 'لاوروف' }] : [];
    },
  };
  assert.deepEqual(nearest(kashkul, ' لاxx '), [{ text: 'لاوروف' }]);
  assert.deepEqual(asked, ['لاx', 'لا']);
  assert.deepEqual(nearest(kashkul, 'x'), []);
});

test('the names that articles share are offered once each, without particles, and no other word', async () => {
  const run = (text, isMatch = true) => ({ text, isMatch });
  const answers = {
    // One name, written with a particle and in the other language.
    'والصين': { total: 3, hits: [{ title: [run('والصين')], snippet: [run('الصين'), run('چین'), run('x', false)], why: ['name'] }] },
    'چین': { total: 2, hits: [{ title: [run('چین')], snippet: [], why: ['exact', 'alias'] }] },
    'دیدار': { total: 9, hits: [{ title: [run('دیدار')], snippet: [], why: ['exact'] }] },
    'پکن': { total: 1, hits: [{ title: [run('پکن')], snippet: [], why: ['name'] }] },
  };
  const titles = [['fa', 'دیدار در پکن'], ['fa', 'چین، دیدار'], ['ar', 'والصين'], ['ar', 'والصين: في']];
  const kashkul = (known) => ({
    articles: titles.map(([lang, title]) => ({ lang, title })),
    suggest: (text) => (known[text] ? [{ kind: 'term', text }] : [{ kind: 'title', text }]),
    search: (text) => known[text],
  });
  let pauses = 0;
  const pause = async () => {
    pauses += 1;
  };
  assert.deepEqual(await names(kashkul(answers), 'fa', pause), ['چین']);
  assert.deepEqual(await names(kashkul(answers), 'en', pause), ['الصين']);
  assert.ok(pauses > 5);
  const { 'دیدار': word } = answers;
  assert.deepEqual(await names(kashkul({ 'دیدار': word }), 'fa', pause), ['دیدار']);
  assert.deepEqual(await names({ articles: [] }, 'fa', pause), []);
});
