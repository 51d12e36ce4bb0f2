import assert from 'node:assert/strict';
import { test } from 'node:test';
import { format, parse } from '../../www/router.js';

test('an address comes back as the route it was made of', () => {
  const routes = [
    { name: 'home' },
    { name: 'search', query: 'لاوروف' },
    { name: 'search', query: ' a+b & c=d #? 100% \u200c' },
    { name: 'article', id: '000_ca' },
    { name: 'article', id: '002_19#2', query: 'می\u200cکند' },
    { name: 'article', id: 'a/b?c&d %41', query: 'x', hit: 3 },
    { name: 'article', id: '000', paragraph: 12, print: '0badc0de' },
  ];
  for (const route of routes) assert.deepEqual(parse(format(route)), route);
});

test('an id never spills into the rest of the address', () => {
  assert.equal(format({ name: 'article', id: 'x#2', query: 'q', hit: 3 }), '#/a/x%232?q=q&h=3');
});

test('an empty query is the list', () => {
  for (const fragment of ['', '#', '#/', '#/s', '#/s?q=', '#main', '#/elsewhere?q=x', '#/a/']) {
    assert.deepEqual(parse(fragment), { name: 'home' }, fragment);
  }
  assert.equal(format({ name: 'search', query: '' }), '#/');
});

test('the links of the page without a script are understood', () => {
  assert.deepEqual(parse('#a-002_19%232'), { name: 'article', id: '002_19#2' });
});

test('a fingerprint is eight hexadecimal digits or none', () => {
  assert.equal(parse('#/a/x?p=2&x=0123abcd').print, '0123abcd');
  for (const print of ['0123abc', '0123ABCD', '0123abcde', 'zzzzzzzz']) {
    assert.equal(parse(`#/a/x?p=2&x=${print}`).print, undefined, print);
  }
});

test('a damaged address does not throw', () => {
  assert.deepEqual(parse('#/a/100%'), { name: 'article', id: '100%' });
  for (const hit of ['0', '-1', 'x', '1.5', '', '9999999']) {
    assert.deepEqual(parse(`#/a/x?h=${hit}&p=${hit}`), { name: 'article', id: 'x' }, hit);
  }
});
