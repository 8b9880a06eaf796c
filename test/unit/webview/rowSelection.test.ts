import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  extendTo,
  isSelected,
  isSeveral,
  nothingSelected,
  type RowSelection,
  selectAll,
  selectOnly,
  toggle,
} from '../../../src/webview/rowSelection.ts';
import { allRows, someRows } from '../../../src/webview/shownRows.ts';

/** The selected ones of the first ten rows. */
const rows = (selection: RowSelection) =>
  Array.from({ length: 10 }, (_, row) => row).filter((row) => isSelected(row, selection));

const ten = allRows(10);

const toggled = (...chosen: number[]) =>
  chosen.reduce((selection, row) => toggle(row, selection), nothingSelected);

test('selects nothing at first', () => assert.deepEqual(rows(nothingSelected), []));

test('a click selects one row alone', () => assert.deepEqual(rows(selectOnly(3)), [3]));

test('Ctrl and a click add a row and take it away again', () => {
  assert.deepEqual(rows(toggled(5, 2, 7)), [2, 5, 7]);
  assert.deepEqual(rows(toggled(5, 2, 7, 5)), [2, 7]);
  assert.deepEqual(toggled(5, 5).ranges, []);
});

test('several are more than one row, in one range or in more', () => {
  assert.deepEqual([nothingSelected, selectOnly(3), toggled(3, 4), toggled(3, 5)].map(isSeveral), [
    false,
    false,
    true,
    true,
  ]);
});

test('rows that touch are one range, which a row taken away parts', () => {
  assert.deepEqual(toggled(4, 6, 5).ranges, [{ first: 4, count: 3 }]);
  assert.deepEqual(toggled(4, 6, 5, 5).ranges, [
    { first: 4, count: 1 },
    { first: 6, count: 1 },
  ]);
  assert.deepEqual(toggled(1, 0, 2).ranges, [{ first: 0, count: 3 }]);
});

test('Shift selects from the row that was chosen last, in both directions', () => {
  const down = extendTo(ten, 6, selectOnly(4), 4);
  assert.deepEqual(rows(down), [4, 5, 6]);
  assert.deepEqual(rows(extendTo(ten, 2, down, 6)), [2, 3, 4]);
  assert.deepEqual(rows(extendTo(ten, 9, toggled(1, 7), 7)), [7, 8, 9]);
});

test('Shift selects from the focus where nothing was chosen', () => {
  assert.deepEqual(rows(extendTo(ten, 3, nothingSelected, 2)), [2, 3]);
});

test('Ctrl+A selects all rows in one range, and Shift goes on from where it did', () => {
  const all = selectAll(allRows(1_000_000), selectOnly(4));
  assert.deepEqual(all.ranges, [{ first: 0, count: 1_000_000 }]);
  assert.deepEqual(rows(extendTo(ten, 5, all, 0)), [4, 5]);
});

test('Shift selects what stands in between, in whatever order', () => {
  const sorted = someRows(Uint32Array.of(8, 1, 5, 4, 9));
  const chosen = extendTo(sorted, 3, selectOnly(1), 0);
  assert.deepEqual(chosen.ranges, [
    { first: 1, count: 1 },
    { first: 4, count: 2 },
  ]);
  assert.deepEqual(rows(extendTo(sorted, 0, chosen, 3)), [1, 8]);
});

test('Shift selects from the focus where what was chosen last is not shown', () => {
  assert.deepEqual(rows(extendTo(someRows(Uint32Array.of(8, 1, 5)), 2, selectOnly(3), 1)), [1, 5]);
});

test('Ctrl+A selects what is shown, and no other row', () => {
  assert.deepEqual(rows(selectAll(someRows(Uint32Array.of(8, 1, 2)), nothingSelected)), [1, 2, 8]);
});
