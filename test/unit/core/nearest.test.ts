import assert from 'node:assert/strict';
import { it } from 'node:test';
import { nearest } from '../../../src/core/nearest.ts';

const cases: [text: string, offset: number, found: number | undefined][] = [
  ['x..x', 0, 0],
  ['x..x', 1, 0],
  ['x..x', 2, 3],
  ['x..x', 99, 3],
  ['...x', 1, 3],
  ['....', 1, undefined],
];

for (const [text, offset, found] of cases) {
  it(`finds the x of ${text} nearest to ${offset}`, () => assert.equal(nearest(text, 'x', offset), found));
}

it('finds nothing nowhere', () => assert.equal(nearest('abc', '', 1), undefined));
