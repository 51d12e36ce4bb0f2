// What every file of the page has to keep to, whatever it does.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('../../www/', import.meta.url);
const read = (name) => readFileSync(new URL(name, folder), 'utf8');
const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
const css = ['kashkul', 'reading', 'element', 'search-element', 'reader-element'].map((name) => read(`${name}.css`)).join('\n').replace(/\/\*[^]*?\*\//g, '');
const html = read('index.html');

test('text becomes DOM by nodes alone, and no string becomes code', () => {
  assert.ok(scripts.length > 20);
  const forbidden =
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|createContextualFragment|setHTML|\.style\b|cssText/;
  for (const name of scripts) assert.doesNotMatch(read(name), forbidden, name);
});

test('words are folded nowhere but in the engine', () => {
  // Keys and language tags are no words, and a voice reads sentences.
  const allowed = { 'keyboard.js': 'toLowerCase', 'languages.js': 'toLowerCase', 'speech.js': 'Segmenter' };
  for (const name of scripts) {
    const [found] = /\.normalize\(|toLowerCase|toLocaleLowerCase|Segmenter/.exec(read(name)) ?? [];
    assert.equal(found, allowed[name], name);
  }
});

test('the template needs no exception in its policy and names every placeholder once', () => {
  assert.doesNotMatch(html, /<script|<style|\sstyle=|\son\w+=|javascript:/);
  for (const block of ['list', 'articles', 'styles', 'scripts']) {
    assert.equal(html.split(`<!--kashkul:${block}-->`).length, 2, block);
  }
  for (const value of ['title', 'lang', 'dir', 'csp']) assert.ok(html.includes(`{{${value}}}`), value);
  assert.ok(html.indexOf('Content-Security-Policy') < html.indexOf('kashkul:scripts'));
});

test('ids are unique and those that the scripts ask for are there', () => {
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  assert.deepEqual(ids, [...new Set(ids)]);
  for (const name of scripts) {
    for (const [, id] of read(name).matchAll(/getElementById\('([^']+)'\)/g)) {
      assert.ok(ids.includes(id), `${name}: ${id}`);
    }
  }
});

test('the style sheet serves both directions with the same rules', () => {
  const physical =
    /(?:^|[\s;{])(?:left|right|top|bottom|width|height|(?:margin|padding|border)-(?:left|right|top|bottom)|(?:min|max)-(?:width|height)|float|clear)\s*:|text-align:\s*(?:left|right)/m;
  assert.equal(physical.exec(css)?.[0], undefined);
  assert.ok(!/letter-spacing:(?!\s*normal)|italic/.test(css), 'these tear Arabic letters apart');
});

test('the current hit differs from the others in its ground, and in shape where colours are the reader’s', () => {
  const rule = (selector) => css.slice(css.indexOf(`\n${selector} {`)).match(/\{([^}]*)\}/)[1];
  const ground = (selector) => /background: ([^;]+);/.exec(rule(selector))[1];
  for (const [hit, current] of [
    ['::highlight(kashkul-hit)', '::highlight(kashkul-current)'],
    ['mark', 'mark.current'],
  ]) {
    assert.notEqual(ground(hit), ground(current));
    assert.doesNotMatch(rule(hit), /text-decoration/);
    // The tails of Arabic letters would cut the line into crumbs.
    assert.match(rule(current), /text-decoration: underline[^]*text-decoration-skip-ink: none/);
  }
});
