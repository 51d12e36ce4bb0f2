import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DAY_MS, isDayOver } from '../../www/day.js';

test('a day is over after a day, and whenever the clock cannot be right', () => {
  const now = Date.UTC(2024, 2, 20);
  const check = (since, expected) => assert.equal(isDayOver(since, now), expected, since);
  check(now, false);
  check(now - DAY_MS + 1, false);
  check(now - DAY_MS, true);
  check(now + 1, true);
  check(now + 50 * 365 * DAY_MS, true);
  check(NaN, true);
  check(0, true);
});
