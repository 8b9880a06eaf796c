import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowCache } from '../../../src/webview/rowCache.ts';
import { makeRow } from './makeRow.ts';

const rows = (first: number, count: number) =>
  Array.from({ length: count }, (_, at) => makeRow({ index: first + at }));

test('has no row that never came', () => {
  assert.equal(new RowCache().get(7), undefined);
});

test('keeps rows by their index', () => {
  const cache = new RowCache();
  cache.put(rows(100, 100));
  assert.equal(cache.get(100)?.index, 100);
  assert.equal(cache.get(199)?.index, 199);
  assert.equal(cache.get(200), undefined);
});

test('puts a newer row in the place of an older', () => {
  const cache = new RowCache();
  cache.put([makeRow({ index: 3, state: 'running' })]);
  cache.put([makeRow({ index: 3, state: 'ok' })]);
  assert.equal(cache.get(3)?.state, 'ok');
});

test('drops the rows that were written longest ago', () => {
  const cache = new RowCache(4);
  cache.put(rows(0, 2));
  cache.put(rows(1000, 2));
  cache.put(rows(0, 1));
  cache.put(rows(2000, 2));
  assert.deepEqual(
    [0, 1, 1000, 1001, 2000, 2001].filter((index) => cache.get(index) !== undefined),
    [0, 1001, 2000, 2001],
  );
});

test('stays bounded while a million rows pass by', () => {
  const cache = new RowCache(500);
  for (let first = 0; first < 1_000_000; first += 1000) cache.put(rows(first, 100));
  const kept = Array.from({ length: 1_000_000 }, (_, index) => cache.get(index)).filter(Boolean);
  assert.ok(kept.length === 500);
  assert.equal(cache.get(999_099)?.index, 999_099);
});
