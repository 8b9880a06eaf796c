import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moved, roundSpan, ticks, zoomed } from '../../../src/webview/timeAxis.ts';

test('an axis that grows is of a round length', () => {
  const cases = [0, 0.3, 1, 1.2, 7, 99, 100, 101, 1499, 2600, 10_000, 61_000];
  assert.deepEqual(cases.map(roundSpan), [1, 1, 1, 1.5, 8, 100, 100, 150, 1500, 3000, 10_000, 80_000]);
});

test('has round ticks, no more than have room', () => {
  assert.deepEqual(ticks({ from: 0, to: 1000 }, 4), [0, 500, 1000]);
  assert.deepEqual(ticks({ from: 0, to: 1000 }, 10), [0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
  assert.deepEqual(ticks({ from: 230, to: 470 }, 3), [300, 400]);
  assert.equal(ticks({ from: 0, to: 1000 }, 0).length, 2);
});

test('zooms around a moment, which keeps its place', () => {
  assert.deepEqual(zoomed({ from: 0, to: 1000 }, 0.5, 500, 1000), { from: 250, to: 750 });
  assert.deepEqual(zoomed({ from: 0, to: 1000 }, 0.5, 0, 1000), { from: 0, to: 500 });
  assert.deepEqual(zoomed({ from: 200, to: 400 }, 2, 200, 1000), { from: 200, to: 600 });
});

test('shows all of the time where that is as much as was asked for', () => {
  assert.equal(zoomed({ from: 200, to: 700 }, 2, 300, 1000), undefined);
});

test('zooms in to a millisecond', () => {
  assert.deepEqual(zoomed({ from: 10, to: 11.5 }, 0.1, 10, 1000), { from: 10, to: 11 });
});

test('moves within the whole', () => {
  assert.deepEqual(moved({ from: 100, to: 300 }, 50, 1000), { from: 150, to: 350 });
  assert.deepEqual(moved({ from: 100, to: 300 }, -500, 1000), { from: 0, to: 200 });
  assert.deepEqual(moved({ from: 100, to: 300 }, 5000, 1000), { from: 800, to: 1000 });
});
