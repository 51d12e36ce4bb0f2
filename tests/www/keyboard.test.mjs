import assert from 'node:assert/strict';
import { test } from 'node:test';
import { command } from '../../www/keyboard.js';
import { laterCommand } from '../../www/commands.js';

const check = (event, expected, isTyping = false) =>
  assert.equal(command(event, isTyping), expected, JSON.stringify(event));

test('the search key is found on Latin, Persian, Arabic and Dvorak layouts', () => {
  check({ key: 'k', code: 'KeyK', ctrlKey: true }, 'search');
  check({ key: 'K', code: 'KeyK', metaKey: true }, 'search');
  check({ key: 'ن', code: 'KeyK', ctrlKey: true }, 'search');
  check({ key: 'م', code: 'KeyK', metaKey: true }, 'search');
  check({ key: 'k', code: 'KeyV', ctrlKey: true }, 'search');
  check({ key: 't', code: 'KeyK', ctrlKey: true }, undefined);
  check({ key: '/', code: 'Digit7', shiftKey: true }, 'search');
  check({ key: 'ظ', code: 'Slash' }, 'search');
});

test('hits are walked with n, whatever the layout writes there', () => {
  check({ key: 'n', code: 'KeyN' }, 'next-hit');
  check({ key: 'N', code: 'KeyN', shiftKey: true }, 'previous-hit');
  check({ key: 'د', code: 'KeyN' }, 'next-hit');
  check({ key: 'ى', code: 'KeyN', shiftKey: true }, 'previous-hit');
});

test('typing is never disturbed', () => {
  check({ key: 'n', code: 'KeyN' }, undefined, true);
  check({ key: '/', code: 'Slash' }, undefined, true);
  check({ key: 'k', code: 'KeyK', ctrlKey: true }, 'search', true);
  check({ key: 'Escape', code: 'Escape' }, 'escape', true);
  check({ key: 'Escape', code: 'Escape', isComposing: true }, undefined, true);
});

test('the keys of the browser and of the system stay theirs', () => {
  check({ key: 'n', code: 'KeyN', ctrlKey: true }, undefined);
  check({ key: 'n', code: 'KeyN', metaKey: true }, undefined);
  check({ key: 'K', code: 'KeyK', ctrlKey: true, shiftKey: true }, undefined);
  check({ key: 'n', code: 'KeyN', altKey: true }, undefined);
  check({ key: 'Dead', code: 'KeyN' }, undefined);
  check({ key: 'F3', code: 'F3' }, undefined);
});

test('the other keys are found by character, then by place', () => {
  const later = (event, expected) => assert.equal(laterCommand(event), expected, JSON.stringify(event));
  later({ key: 'j', code: 'KeyJ' }, 'next-article');
  later({ key: 'ت', code: 'KeyJ' }, 'next-article');
  later({ key: 'j', code: 'KeyC' }, 'next-article');
  later({ key: '?', code: 'Slash', shiftKey: true }, 'keys');
  later({ key: '؟', code: 'Slash', shiftKey: true }, 'keys');
  later({ key: '+', code: 'Equal', shiftKey: true }, 'larger');
  later({ key: '۰', code: 'Digit0' }, 'usual-size');
  later({ key: 'ج', code: 'BracketLeft' }, 'left');
  later({ key: ']', code: 'BracketRight' }, 'right');
});

test('with Ctrl, Alt or a dead key they are the browser’s', () => {
  for (const with_ of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }]) {
    assert.equal(laterCommand({ key: 'p', code: 'KeyP', ...with_ }), undefined, JSON.stringify(with_));
  }
  assert.equal(laterCommand({ key: 'Dead', code: 'BracketLeft' }), undefined);
  assert.equal(laterCommand({ key: 'constructor', code: '' }), undefined);
});

test('single keys can be switched off', () => {
  check({ key: 'n', code: 'KeyN' }, undefined, true);
  check({ key: '/', code: 'Slash' }, undefined, true);
  check({ key: 'ن', code: 'KeyK', ctrlKey: true }, 'search', true);
});
