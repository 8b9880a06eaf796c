import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { flag, numberColumnNames, textColumns, wordColumns } from '../../../src/core/columns.ts';
import { RequestList } from '../../../src/core/requestList.ts';
import { BatchPacker, type ResultRow } from '../../../src/core/resultBatch.ts';
import { ResultsTable } from '../../../src/core/resultsTable.ts';
import { stateCode } from '../../../src/core/rowState.ts';
import { done, speedUp } from '../../../src/core/summary.ts';
import { packRows } from '../../support/packRows.ts';

const blank = Object.fromEntries([
  ...numberColumnNames.map((name) => [name, 0]),
  ...[...textColumns, ...wordColumns].map((name) => [name, '']),
]) as ResultRow;
const row = (values: Partial<ResultRow>): ResultRow => ({
  ...blank,
  state: stateCode.ok,
  status: 200,
  ...values,
});

const table = (count: number) =>
  new ResultsTable(RequestList.from(Array.from({ length: count }, (_, n) => `http://a/${n}`)));

describe('a results table', () => {
  it('starts with every request in the queue', () => {
    const results = table(3);
    assert.deepEqual(
      [0, 1, 2].map((index) => results.state(index)),
      ['queued', 'queued', 'queued'],
    );
    assert.equal(results.result(0), undefined);
    assert.equal(done(results.summary(0)), 0);
  });

  it('puts results at the place of their requests, and remembers the order of completion', () => {
    const results = table(3);
    results.put(packRows([0, 1, 2], [2, 0], [row({ preview: 'two' }), row({ preview: 'zero' })]));
    assert.deepEqual(
      [0, 1, 2].map((index) => results.state(index)),
      ['ok', 'running', 'ok'],
    );
    assert.equal(results.result(2)?.preview, 'two');
    assert.deepEqual([results.endedAs(0), results.endedAs(1)], [2, 0]);
  });

  it('gives a whole result back', () => {
    const results = table(1);
    const batch = packRows(
      [0],
      [0],
      [
        row({
          state: stateCode.failed,
          status: 302,
          hops: 3,
          attempts: 2,
          flags: flag.truncated | flag.reused,
          failureKind: 10,
          total: 12.5,
          characters: 1,
          url: 'http://b/',
          contentType: 'text/plain',
          code: 'X',
          message: 'why.',
        }),
      ],
    );
    results.put(batch);
    assert.deepEqual(results.result(0), {
      index: 0,
      request: { url: 'http://a/0' },
      outcome: 'failed',
      status: 302,
      url: 'http://b/',
      hops: 3,
      attempts: 2,
      failure: { kind: 'redirect', code: 'X', message: 'why.' },
      timings: {
        start: 0,
        waited: 0,
        dns: 0,
        connect: 0,
        tls: 0,
        firstByte: 0,
        download: 0,
        reused: true,
        total: 12.5,
      },
      wireBytes: 0,
      bodyBytes: 0,
      characters: 0,
      truncated: true,
      contentType: 'text/plain',
      preview: '',
    });
  });

  it('keeps the first result of a request', () => {
    const results = table(1);
    results.put(packRows([], [0], [row({ preview: 'first' })]));
    results.put(packRows([0], [0], [row({ preview: 'second', state: stateCode.failed })]));
    assert.equal(results.result(0)?.preview, 'first');
    assert.equal(results.ended, 1);
  });

  it('cancels what has not ended, and nothing else', () => {
    const results = table(3);
    results.put(packRows([0, 1], [1], [row({})]));
    results.cancelRest();
    assert.deepEqual(
      [0, 1, 2].map((index) => results.state(index)),
      ['cancelled', 'ok', 'cancelled'],
    );
    const { ok, cancelled, running, ended } = { ...results.summary(1), ended: results.ended };
    assert.deepEqual({ ok, cancelled, running, ended }, { ok: 1, cancelled: 2, running: 0, ended: 3 });
    assert.deepEqual([results.endedAs(1), results.endedAs(2)], [0, 2]);
  });

  it('adds up no time of what was cancelled', () => {
    const results = table(2);
    const cancelled = row({ state: stateCode.cancelled, status: 0, total: 900 });
    results.put(packRows([0, 1], [0, 1], [row({ total: 20 }), cancelled]));
    assert.equal(results.summary(10).sumOfTimes, 20);
    results.cancelRest();
    assert.equal(speedUp({ ...results.summary(10), ok: 0 }), undefined);
  });

  it('adds up', () => {
    const results = table(4);
    results.put(
      packRows(
        [0, 1, 2, 3],
        [0, 1, 2],
        [
          row({ total: 100, bodyBytes: 10, wireBytes: 5 }),
          row({ total: 200, state: stateCode.httpError, status: 404 }),
          row({ total: 300, state: stateCode.failed, status: 0 }),
        ],
      ),
    );
    const summary = results.summary(150);
    assert.deepEqual(summary, {
      count: 4,
      running: 1,
      waiting: 0,
      ok: 1,
      httpError: 1,
      failed: 1,
      cancelled: 0,
      wallTime: 150,
      sumOfTimes: 600,
      bodyBytes: 10,
      wireBytes: 5,
    });
    assert.equal(done(summary), 3);
    assert.equal(speedUp(summary), 4);
  });
});

describe('a list of requests', () => {
  it('comes through chunks as it was, extras included', () => {
    const requests = Array.from({ length: 11 }, (_, n) =>
      n % 3 === 0 ? { url: `http://a/${n}`, method: 'PUT', body: `${n}` } : { url: `http://a/${n}` },
    );
    const copy = new RequestList();
    for (const chunk of RequestList.from(requests).chunks(4)) copy.append(structuredClone(chunk));
    assert.deepEqual(
      requests.map((_, n) => copy.get(n)),
      requests,
    );
    assert.equal(copy.method(1), 'GET');
    assert.throws(() => copy.url(11), RangeError);
  });

  it('takes words that come over and over once, also from one packer after another', () => {
    const results = new ResultsTable(
      RequestList.from(Array.from({ length: 6 }, (_, n) => `http://e.com/${n}`)),
    );
    const html = row({ contentType: 'text/html', title: 'A page' });
    const first = new BatchPacker();
    const batches = [
      packRows([], [0], [html], [], first),
      packRows([], [1, 2], [row({ contentType: 'text/plain' }), html], [], first),
    ];
    const second = new BatchPacker();
    batches.push(
      packRows([], [3], [row({ contentType: 'text/css' })], [], second),
      packRows([], [4, 5], [html, row({})], [], second),
    );
    assert.deepEqual(
      batches.map(({ words }) => words),
      [['text/html'], ['text/plain'], ['text/css'], ['text/html']],
    );
    for (const batch of batches) results.put(batch);
    assert.deepEqual(
      Array.from({ length: 6 }, (_, index) => results.text('contentType', index)),
      ['text/html', 'text/plain', 'text/html', 'text/css', 'text/html', ''],
    );
    assert.deepEqual(
      Array.from({ length: 6 }, (_, index) => results.text('title', index)),
      ['A page', '', 'A page', '', 'A page', ''],
    );
  });
});
