import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allRows, someRows } from '../../../src/webview/shownRows.ts';

test('shows each row at its own position where nothing is filtered', () => {
  const rows = allRows(5);
  assert.deepEqual([rows.count, rows.at(3), rows.positionOf(3), rows.positionOf(5)], [5, 3, 3, undefined]);
  assert.deepEqual(rows.ranges({ first: 1, count: 2 }), [{ first: 1, count: 2 }]);
});

test('shows some rows one below the other', () => {
  const rows = someRows(Uint32Array.of(9, 3, 7, 2));
  assert.deepEqual([rows.count, rows.at(0), rows.at(2)], [4, 9, 7]);
  assert.deepEqual([rows.positionOf(2), rows.positionOf(4)], [3, undefined]);
});

test('tells the rows behind ranges of positions', () => {
  const rows = someRows(Uint32Array.of(7, 3, 9, 2));
  assert.deepEqual(rows.ranges({ first: 1, count: 3 }), [
    { first: 2, count: 2 },
    { first: 9, count: 1 },
  ]);
  assert.deepEqual(rows.ranges({ first: 0, count: 0 }), []);
});
