import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moveFocus } from '../../../src/webview/moveFocus.ts';

const count = 100;
const page = 20;

const cases: readonly (readonly [name: string, key: string, from: number, to: number | undefined])[] = [
  ['goes one down', 'ArrowDown', 5, 6],
  ['goes one up', 'ArrowUp', 5, 4],
  ['stays at the top', 'ArrowUp', 0, 0],
  ['stays at the bottom', 'ArrowDown', 99, 99],
  ['goes a page down and keeps one row in sight', 'PageDown', 5, 24],
  ['goes a page up and keeps one row in sight', 'PageUp', 50, 31],
  ['stops a page at the end', 'PageDown', 95, 99],
  ['goes to the first row', 'Home', 50, 0],
  ['goes to the last row', 'End', 50, 99],
  ['leaves other keys alone', 'Tab', 5, undefined],
];

for (const [name, key, from, to] of cases) {
  test(name, () => assert.equal(moveFocus(key, from, count, page), to));
}

test('moves by a page even where only one row is in view', () => {
  assert.equal(moveFocus('PageDown', 5, count, 1), 6);
});

test('goes nowhere in an empty table', () => {
  assert.equal(moveFocus('End', 0, 0, page), undefined);
});
