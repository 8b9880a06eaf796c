import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Summary } from '../../../src/core/summary.ts';
import { english } from '../../../src/webview/strings.ts';
import {
  announcement,
  bytesTitle,
  endText,
  endTitle,
  outcomeCounts,
  progressText,
  rateText,
  speedUpText,
  sumText,
} from '../../../src/webview/summaryText.ts';

function makeSummary(summary: Partial<Summary> = {}): Summary {
  return {
    count: 100,
    running: 0,
    waiting: 0,
    ok: 0,
    httpError: 0,
    failed: 0,
    cancelled: 0,
    wallTime: 1000,
    sumOfTimes: 0,
    bodyBytes: 0,
    wireBytes: 0,
    ...summary,
  };
}

test('counts out the outcomes that occurred, in a fixed order', () => {
  assert.deepEqual(outcomeCounts(makeSummary({ failed: 2, ok: 35 })), [
    { outcome: 'ok', count: 35 },
    { outcome: 'failed', count: 2 },
  ]);
});

test('groups the digits of large numbers', () => {
  assert.equal(progressText(makeSummary({ count: 1_000_000, ok: 12_345 }), english), '12,345 / 1,000,000');
});

test('does not take what was cancelled for done', () => {
  const summary = makeSummary({ ok: 30, failed: 2, cancelled: 68 });
  assert.equal(progressText(summary, english), '32 / 100');
  assert.equal(announcement(summary, false, english), 'Finished: 32 of 100 done, 2 failed, 68 cancelled');
});

test('has a word for a run that did not come to its end', () => {
  const states = ['running', 'done', 'cancelled', 'failed', 'interrupted'] as const;
  assert.deepEqual(
    states.map((state) => endText(state, english)),
    [undefined, undefined, 'cancelled', 'broken off by a fault', 'interrupted'],
  );
});

test('says of a run that can go on why it did not come to its end', () => {
  assert.equal(
    endTitle('cancelled', english),
    'The run was cancelled. Resume fetches what had not been fetched by then.',
  );
  assert.match(endTitle('interrupted', english) ?? '', /^VS Code was reloaded or ended/);
  assert.match(endTitle('incomplete', english) ?? '', /the disk did not take all/);
  assert.match(endTitle('failed', english) ?? '', /^A fault ended/);
  assert.equal(endTitle('done', english), undefined);
});

test('has no sum before a request has ended', () => {
  assert.equal(sumText(makeSummary(), english), undefined);
  assert.equal(sumText(makeSummary({ ok: 1, sumOfTimes: 12_300 }), english), 'sum 12.3 s');
});

const speedUps: readonly (readonly [name: string, summary: Partial<Summary>, shown: string | undefined])[] = [
  ['tells the speed-up', { ok: 2, sumOfTimes: 8400 }, '8.4× faster than one by one'],
  ['tells a large speed-up without decimals', { ok: 2, sumOfTimes: 99_600 }, '100× faster than one by one'],
  ['tells no speed-up of one request', { ok: 1, sumOfTimes: 8400 }, undefined],
  ['tells no speed-up that is none', { ok: 2, sumOfTimes: 1050 }, undefined],
  ['tells no speed-up where nothing was fetched', { failed: 3, cancelled: 5, sumOfTimes: 8400 }, undefined],
  [
    'tells no speed-up of one request among cancelled ones',
    { ok: 1, cancelled: 9, sumOfTimes: 8400 },
    undefined,
  ],
  ['tells no speed-up before anything has ended', {}, undefined],
];

for (const [name, summary, shown] of speedUps) {
  test(name, () => assert.equal(speedUpText(makeSummary(summary), english), shown));
}

test('announces what is done and what went wrong', () => {
  const summary = makeSummary({ ok: 30, httpError: 5, failed: 2 });
  assert.equal(announcement(summary, true, english), '37 of 100 done, 5 with an error status, 2 failed');
});

test('announces the end', () => {
  assert.equal(announcement(makeSummary({ ok: 100 }), false, english), 'Finished: 100 of 100 done');
});

test('says how many requests ended in a second, where there were enough', () => {
  assert.equal(rateText(makeSummary({ ok: 37, failed: 2, cancelled: 50 }), 10_000, english), '3.9/s');
  assert.equal(rateText(makeSummary({ ok: 100_000 }), 10_000, english), '10,000/s');
  assert.equal(rateText(makeSummary({ ok: 1 }), 10_000, english), undefined);
  assert.equal(rateText(makeSummary({ ok: 90 }), 10, english), undefined);
});

test('says how much came, and how much that was before it was unpacked', () => {
  const title = bytesTitle(makeSummary({ bodyBytes: 5000, wireBytes: 900 }), english);
  assert.equal(title, '5.0 kB of bodies, 900 B as they came over the wire');
});
