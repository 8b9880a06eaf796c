import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration } from '../../../src/core/formatDuration.ts';

const cases: readonly (readonly [milliseconds: number, text: string])[] = [
  [0, '0 ms'],
  [0.4, '0 ms'],
  [12.3, '12 ms'],
  [999.4, '999 ms'],
  [999.5, '1.00 s'],
  [1240, '1.24 s'],
  [9_994, '9.99 s'],
  [9_995, '10.0 s'],
  [12_340, '12.3 s'],
  [59_949, '59.9 s'],
  [59_950, '1 min 0 s'],
  [75_000, '1 min 15 s'],
  [3_599_400, '59 min 59 s'],
  [3_599_500, '1 h 0 min'],
  [7_500_000, '2 h 5 min'],
];

for (const [milliseconds, text] of cases) {
  test(`writes ${milliseconds} milliseconds as ${text}`, () => {
    assert.equal(formatDuration(milliseconds), text);
  });
}
