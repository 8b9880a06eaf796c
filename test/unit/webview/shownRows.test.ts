import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allRows, someRows } from '../../../src/webview/shownRows.ts';

test('shows each row at its own position where nothing is filtered', () => {
  const rows = allRows(5);
  assert.deepEqual([rows.count, rows.at(3)], [5, 3]);
  assert.deepEqual(rows.ranges([{ first: 1, count: 2 }]), [{ first: 1, count: 2 }]);
});

test('shows some rows one below the other', () => {
  const rows = someRows(Uint32Array.of(2, 3, 7, 9));
  assert.deepEqual([rows.count, rows.at(0), rows.at(2)], [4, 2, 7]);
});

test('tells the rows behind ranges of positions', () => {
  const rows = someRows(Uint32Array.of(2, 3, 7, 9));
  assert.deepEqual(rows.ranges([{ first: 0, count: 3 }]), [
    { first: 2, count: 2 },
    { first: 7, count: 1 },
  ]);
  assert.deepEqual(rows.ranges([]), []);
});
