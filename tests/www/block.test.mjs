import assert from 'node:assert/strict';
import { test } from 'node:test';

import { packed, unpacked } from '../../www/block.js';

const EXAMPLE = '\u0180\u0080\u0080\u0080\u0006\x7f`';

// Every value, beside every one that HTML does not leave alone.
const ALL = Uint8Array.from({ length: 256 * 7 }, (_, at) => [at / 7, 0, at / 7, 0x3c, at / 7, 0x1a, at / 7][at % 7]);

test('any bytes come back from text that HTML leaves alone', () => {
  for (let start = 0; start < ALL.length; start++) {
    const bytes = ALL.subarray(start, start + 100);
    const text = packed(bytes);
    assert.deepEqual(unpacked(text, bytes.length), bytes);
    assert.doesNotMatch(text, /[\0\r<]/);
  }
});

test('the text is a seventh longer than the bytes', () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => (at * 2654435761) >>> 13);
  const { length } = new TextEncoder().encode(packed(bytes));
  assert.ok(length <= 80_001, `${length} bytes`);
  assert.equal(packed(new Uint8Array()), '');
  assert.deepEqual(unpacked('', '0'), new Uint8Array());
});

test('a build writes the same text', () => {
  // The example of `src/cli/block.rs`.
  const bytes = Uint8Array.of(0x78, 0, 0, 0, 0, 0, 0, 0x0d, 0xff);
  assert.equal(packed(bytes), EXAMPLE);
  assert.deepEqual(unpacked(EXAMPLE, 9), bytes);
});
