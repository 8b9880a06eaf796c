import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rangeToAsk } from '../../../src/webview/viewRange.ts';

const cases: readonly (readonly [
  name: string,
  first: number,
  last: number,
  count: number,
  asked: [number, number],
])[] = [
  ['asks for the rows below the first screen too', 0, 20, 1000, [0, 75]],
  ['asks for fifty rows and more on each side', 500, 520, 1000, [450, 125]],
  ['asks for nothing new after a row', 501, 521, 1000, [450, 125]],
  ['ends with the last row', 980, 999, 1000, [925, 75]],
  ['asks for all rows of a short run', 0, 2, 3, [0, 3]],
  ['asks for no row of an empty run', 0, 0, 0, [0, 0]],
  ['reaches the end of a million rows', 999_980, 999_999, 1_000_000, [999_925, 75]],
];

for (const [name, first, last, count, [askedFirst, askedCount]] of cases) {
  test(name, () => {
    assert.deepEqual(rangeToAsk(first, last, count), { first: askedFirst, count: askedCount });
  });
}
