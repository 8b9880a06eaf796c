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

test('drops the pages that were written longest ago', () => {
  const cache = new RowCache(2);
  cache.put(rows(0, 10));
  cache.put(rows(1000, 10));
  cache.put(rows(0, 1));
  cache.put(rows(2000, 10));
  assert.equal(cache.get(1000), undefined);
  assert.equal(cache.get(0)?.index, 0);
  assert.equal(cache.get(9)?.index, 9);
  assert.equal(cache.get(2000)?.index, 2000);
});

test('stays bounded while a million rows pass by', () => {
  const cache = new RowCache(4);
  for (let first = 0; first < 1_000_000; first += 1000) cache.put(rows(first, 100));
  const kept = Array.from({ length: 1_000_000 }, (_, index) => cache.get(index)).filter(Boolean);
  assert.ok(kept.length <= 4 * 128);
  assert.equal(cache.get(999_099)?.index, 999_099);
});
