// The elements' manifest and types against the elements themselves.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (name) => readFileSync(new URL(`../../www/${name}`, import.meta.url), 'utf8');
const manifest = JSON.parse(read('custom-elements.json'));
const declarations = manifest.modules.flatMap((module) => module.declarations);
const SHARED = ['element.js', 'engine.js', 'fallback.js'];
const SOURCES = {
  'kashkul-search': [...SHARED, 'search-element.js', 'combobox.js'],
  'kashkul-reader': [...SHARED, 'reader-element.js', 'reader-list.js', 'reader-article.js', 'ticks.js'],
};
const STYLES = {
  'kashkul-search': ['element.css', 'search-element.css'],
  'kashkul-reader': ['element.css', 'reader-element.css'],
};
const names = (list) => list.map(({ name }) => name).sort();
const found = (text, ...patterns) => [...new Set(patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, name]) => name.split(' '))))].sort();

/** The keys of an object that is written `NAME = { … };`. */
const keys = (text, name) => found(text.match(new RegExp(`const ${name} = \\{([^}]*)\\}`))[1], /'?([a-z][\w-]*)'?: '(?:text|number|flag)'/g);

for (const declaration of declarations) {
  const { tagName } = declaration;
  const code = SOURCES[tagName].map(read).join('\n');
  const css = STYLES[tagName].map(read).join('\n');

  test(`the manifest of ${tagName} names all that there is and nothing else`, () => {
    const attributes = [...keys(read('element.js'), 'SHARED'), ...keys(code.slice(code.indexOf('const ATTRIBUTES')), 'ATTRIBUTES'), 'lang', 'dir'];
    assert.deepEqual(names(declaration.attributes), attributes.sort());
    const parts = found(code, /part: (?:number \? 'option place' : )?'([\w -]+)'/g, /'part', '([\w-]+)'/g);
    if (tagName === 'kashkul-search') parts.push('place');
    else parts.push('title', 'meta', 'paragraph');
    assert.deepEqual(names(declaration.cssParts), parts.sort());
    assert.deepEqual(names(declaration.slots), found(code, /slot\('([\w-]+)'/g, /'slot', \{ name: '([\w-]+)'/g));
    assert.deepEqual(names(declaration.events), found(code, /emit\('([\w-]+)'/g));
    assert.deepEqual(names(declaration.cssStates), found(code, /state\('(\w+)'/g, /'(error|degraded|offline)', '?/g));
    assert.deepEqual(names(declaration.cssProperties), found(css, /var\((--kashkul-[\w-]+)/g));
    for (const { name, kind } of declaration.members) {
      const isAttribute = declaration.attributes.some(({ fieldName }) => fieldName === name);
      if (kind === 'method') assert.match(code, new RegExp(`^  (?:async )?${name}\\(`, 'm'), name);
      else if (!isAttribute) assert.match(code, new RegExp(`^  get ${name}\\(`, 'm'), name);
    }
  });

  test(`the types of ${tagName} have its properties and methods`, () => {
    const types = read('elements.d.ts');
    for (const { name } of declaration.members) {
      if (name === 'focus') continue;
      assert.match(types, new RegExp(`^  ${name}(?:\\(|:)`, 'm'), name);
    }
    for (const { name } of declaration.events) assert.ok(types.includes(`'${name}':`), name);
  });
}

test('a server can load the elements', async () => {
  const { define, KashkulElement } = await import('../../www/element.js');
  define('x-nothing', class extends KashkulElement {}, {});
  assert.equal(globalThis.customElements, undefined);
});
