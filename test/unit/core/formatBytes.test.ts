import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatBytes } from '../../../src/core/formatBytes.ts';

const cases: readonly (readonly [bytes: number, text: string])[] = [
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [1234, '1.2 kB'],
  [12_345, '12.3 kB'],
  [99_949, '99.9 kB'],
  [99_950, '100 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [20_971_520, '21.0 MB'],
  [2_147_483_648, '2.1 GB'],
  [1_500_000_000_000_000, '1500 TB'],
];

for (const [bytes, text] of cases) {
  test(`writes ${bytes} bytes as ${text}`, () => {
    assert.equal(formatBytes(bytes), text);
  });
}
