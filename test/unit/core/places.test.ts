import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Places } from '../../../src/core/places.ts';

const columns = (...numbers: number[]) => ({
  rows: Uint32Array.from(numbers),
  starts: Uint32Array.from(numbers, (number) => number * 10),
  ends: Uint32Array.from(numbers, (number) => number * 10 + 5),
  lines: Uint32Array.from(numbers, (number) => number * 2),
  documents: Uint32Array.from(numbers, (number) => number % 2),
});

describe('places', () => {
  it('are in the order in which they came, however they were cut', () => {
    const places = new Places([columns(0, 1), columns(), columns(1, 7)]);
    assert.equal(places.length, 4);
    assert.deepEqual(places.at(3), { row: 7, start: 70, end: 75, line: 14, document: 1 });
    assert.deepEqual(
      [0, 1, 2, 3].map((nth) => places.at(nth).row),
      [0, 1, 1, 7],
    );
  });

  it('of some rows have the numbers that these have from then on', () => {
    const places = new Places([columns(0, 1, 3, 1, 2)]).only([3, 1]);
    assert.deepEqual(
      Array.from({ length: places.length }, (_, nth) => places.at(nth)),
      [
        { row: 1, start: 10, end: 15, line: 2, document: 1 },
        { row: 0, start: 30, end: 35, line: 6, document: 1 },
        { row: 1, start: 10, end: 15, line: 2, document: 1 },
      ],
    );
  });

  it('of a row are found in the order of the documents', () => {
    const places = new Places([columns(2, 0, 2)]);
    assert.deepEqual(places.ofRow(2), [places.at(0), places.at(2)]);
    assert.deepEqual([places.ofRow(1), places.ofRow(9)], [[], []]);
  });

  it('may be none', () => assert.equal(new Places([]).length, 0));
});
