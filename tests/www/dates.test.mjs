import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarOf, formatDate, formatMoment } from '../../www/dates.js';

const check = (iso, lang, options, expected) =>
  assert.equal(formatDate(iso, lang, options), expected, `${iso} ${lang}`);

test('a Persian date stands in its own order, calendar and digits', () => {
  check('2022-02-04', 'fa', {}, '۱۵ بهمن ۱۴۰۰');
  assert.equal(formatMoment('2022-02-04', 'fa'), 'جمعه ۱۵ بهمن ۱۴۰۰');
  assert.equal(formatMoment('2022-02-04T02:33', 'fa-IR'), 'جمعه ۱۵ بهمن ۱۴۰۰، ۰۲:۳۳');
  assert.equal(formatMoment('2022-02-04T02:33', 'fa', { calendar: 'gregory', digits: 'latn' }), 'جمعه 4 فوریهٔ 2022، 02:33');
  check('2022-02-04T02:33', 'fa', {}, '۱۵ بهمن ۱۴۰۰');
});

test('the calendar of the source may be another than the language’s', () => {
  check('2023-09-18', 'fa', { calendar: 'gregory' }, '۱۸ سپتامبر ۲۰۲۳');
  assert.equal(calendarOf('fa'), 'persian');
  assert.equal(calendarOf('ar-EG'), 'gregory');
  assert.equal(calendarOf('de'), 'gregory');
});

test('an Arabic date is Gregorian with Arabic digits', () => {
  check('2023-09-18', 'ar', {}, '١٨ سبتمبر ٢٠٢٣');
  check('2023-09-18', 'ar', { months: 'SY' }, '١٨ أيلول ٢٠٢٣');
  check('2023-09-18', 'ar', { months: 'SY', calendar: 'persian' }, formatDate('2023-09-18', 'ar', { calendar: 'persian' }));
  check('2023-09-18', 'fa', { months: 'SY' }, '۲۷ شهریور ۱۴۰۲');
  // Whatever else is stored under this name is no place.
  check('2023-09-18', 'ar', { months: '!' }, '١٨ سبتمبر ٢٠٢٣');
});

test('other languages get an English date', () => {
  check('2023-09-18', 'en', {}, '18 September 2023');
  // Versions of the locale data differ in the first comma.
  const long = formatMoment('2023-09-18T23:59', 'de');
  assert.match(long, /^Monday,? 18 September 2023, 23:59$/);
});

test('the last day of a Persian leap year and the first of the next', () => {
  check('2021-03-20', 'fa', {}, '۳۰ اسفند ۱۳۹۹');
  check('2021-03-21', 'fa', {}, '۱ فروردین ۱۴۰۰');
});

test('what is no full date is left alone', () => {
  for (const text of ['', '2023', '2023-09', 'yesterday']) {
    check(text, 'fa', {}, text);
    assert.equal(formatMoment(text, 'fa'), text);
  }
});
