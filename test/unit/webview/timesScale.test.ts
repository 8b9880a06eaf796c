import assert from 'node:assert/strict';
import { it } from 'node:test';
import { classAt, timeAt } from '../../../src/webview/timesScale.ts';

const times = {
  count: 4,
  shortest: 1,
  longest: 10_000,
  p50: 1,
  p90: 1,
  p99: 1,
  classes: { from: 1, to: 10_000, counts: [1, 1, 1, 1] },
};

it('gives equal ratios equal room', () => {
  assert.deepEqual(
    [1, 10, 100, 10_000].map((time) => Math.round(classAt(times, time) * 1000) / 1000),
    [0, 1, 2, 4],
  );
  assert.deepEqual(
    [0, 1, 4].map((at) => Math.round(timeAt(times, at))),
    [1, 10, 10_000],
  );
});

it('keeps what is shorter or longer at the ends', () => {
  assert.equal(classAt(times, 0), 0);
  assert.equal(classAt(times, 1e9), 4);
});
