import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PlacesByRow } from '../../../src/core/placesByRow.ts';

describe('places by row', () => {
  it('are those of a row in document order, however often and wherever it stands', () => {
    const places = new PlacesByRow(
      {
        rows: Uint32Array.of(0, 1, 0, 3, 1, 0),
        starts: Uint32Array.of(0, 10, 20, 30, 40, 50),
        ends: Uint32Array.of(5, 15, 25, 35, 45, 55),
        lines: Uint32Array.of(0, 1, 2, 3, 4, 5),
        documents: Uint32Array.of(0, 0, 0, 1, 1, 2),
      },
      4,
    );
    assert.deepEqual(
      [0, 1, 2, 3].map((row) => places.json(row)),
      ['[[0,5,0],[20,25,2],[50,55,5,2]]', '[[10,15,1],[40,45,4,1]]', '', '[[30,35,3,1]]'],
    );
  });
});
