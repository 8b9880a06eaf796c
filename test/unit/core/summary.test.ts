import assert from 'node:assert/strict';
import { test } from 'node:test';
import { done, ended, type Summary } from '../../../src/core/summary.ts';

const summary: Summary = {
  count: 100,
  running: 1,
  waiting: 2,
  ok: 30,
  httpError: 5,
  failed: 2,
  cancelled: 7,
  wallTime: 1000,
  sumOfTimes: 0,
  bodyBytes: 0,
  wireBytes: 0,
};

test('counts what came to an answer or a failure as done, and what was cancelled as ended only', () => {
  assert.deepEqual([done(summary), ended(summary)], [37, 44]);
});

test('has all ended where requests of a run were cancelled and the others are done', () => {
  const last = { ...summary, running: 0, waiting: 0, ok: 86 };
  assert.deepEqual([done(last), ended(last)], [93, 100]);
});
