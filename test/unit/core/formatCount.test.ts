import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatCount } from '../../../src/core/formatCount.ts';

for (const [count, text] of [
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1_000_000, '1,000,000'],
] as const) {
  test(`writes ${count} as ${text}`, () => assert.equal(formatCount(count), text));
}
