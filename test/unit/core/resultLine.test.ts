import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FetchRequest } from '../../../src/api.ts';
import { defaultOptions } from '../../../src/core/options.ts';
import { RequestList } from '../../../src/core/requestList.ts';
import { type ResultRow } from '../../../src/core/resultBatch.ts';
import {
  flag,
  makeNumberColumns,
  numberColumnNames,
  textColumns,
  wordColumns,
} from '../../../src/core/columns.ts';
import { failureKinds } from '../../../src/core/failureKinds.ts';
import { countsText, resultLine, startLine, summaryLine } from '../../../src/core/resultLine.ts';
import { ResultsTable } from '../../../src/core/resultsTable.ts';
import { stateCode } from '../../../src/core/rowState.ts';
import type { Translate } from '../../../src/core/translate.ts';
import { packRows } from '../../support/packRows.ts';

const translate: Translate = (message, ...args) =>
  message.replace(/\{(\d)\}/g, (_, index: string) => String(args[Number(index)]));

/** A row that came over the wire; what is not given is zero or empty. */
function row(given: Partial<ResultRow>): ResultRow {
  const zero = makeNumberColumns(1);
  const numbers = Object.fromEntries(numberColumnNames.map((name) => [name, zero[name][0]]));
  const texts = Object.fromEntries([...textColumns, ...wordColumns].map((name) => [name, '']));
  return { ...numbers, ...texts, ...given } as ResultRow;
}

function lineOf(request: string | FetchRequest, given: Partial<ResultRow>): string {
  const table = new ResultsTable(RequestList.from([request]));
  table.put(packRows([], [0], [row({ attempts: 1, ...given })]));
  return resultLine(table, 0, translate);
}

const ok = { state: stateCode.ok, status: 200, total: 12, bodyBytes: 1204, characters: 1205 };

describe('the line of a result', () => {
  it('says status, time, size, characters and URL', () => {
    assert.equal(
      lineOf('https://e.com/a', ok),
      '✓ 200       12 ms    1.2 kB      1,204 chars  https://e.com/a',
    );
  });

  it('leaves the characters out where the body is no text', () => {
    assert.equal(
      lineOf('https://e.com/a', { ...ok, characters: 0 }),
      '✓ 200       12 ms    1.2 kB                   https://e.com/a',
    );
  });

  it('marks a status that is not accepted by more than its number', () => {
    const line = lineOf('https://e.com/a', { ...ok, state: stateCode.httpError, status: 404 });
    assert.match(line, /^! 404 /);
  });

  it('does not call a page dead that answers robots', () => {
    const blocked = { ...ok, state: stateCode.httpError, status: 999, flags: flag.blocked };
    assert.match(lineOf('https://e.com/a', blocked), /^! 999 .*e\.com\/a — blocked: an answer to robots/);
  });

  it('says where redirects led to', () => {
    assert.match(
      lineOf('http://e.com/a', { ...ok, hops: 1, url: 'https://e.com/b' }),
      /http:\/\/e\.com\/a → https:\/\/e\.com\/b$/,
    );
  });

  it('cuts a URL that is very long', () => {
    const url = `https://e.com/${'x'.repeat(484)}😀${'y'.repeat(100)}`;
    assert.match(lineOf(url, ok), /  https:\/\/e\.com\/x{484}…$/);
    const whole = `https://e.com/${'x'.repeat(486)}`;
    assert.ok(lineOf(whole, ok).endsWith(`  ${whole}`));
  });

  it('says the kind of a failure and why', () => {
    const failed = { state: stateCode.failed, failureKind: 1 + failureKinds.indexOf('dns'), total: 3 };
    assert.equal(
      lineOf('https://nowhere.invalid/', { ...failed, message: 'could not resolve nowhere.invalid' }),
      '✗ dns        3 ms                             https://nowhere.invalid/ — could not resolve nowhere.invalid',
    );
  });

  it('keeps URLs aligned whatever the kind of failure', () => {
    for (const [at, kind] of failureKinds.entries()) {
      const line = lineOf('https://e.com/', { state: stateCode.failed, failureKind: 1 + at, attempts: 0 });
      assert.equal(line.indexOf('https://'), 46, kind);
    }
  });

  it('says that a request was cancelled', () => {
    const line = lineOf('https://e.com/', { state: stateCode.cancelled, attempts: 0 });
    assert.match(line, /^- cancelled {2,}https:\/\/e\.com\/$/);
  });

  it('masks a password in a URL, and in the one it was redirected to', () => {
    const line = lineOf('https://u:secret@e.com/', { ...ok, hops: 1, url: 'https://u:secret@f.com/' });
    assert.ok(!line.includes('secret'), line);
  });

  it('stays one line that no server can forge, colour or reorder', () => {
    const evil = 'no\n✓ 200 forged\r\u001b[31mred\u009b2J\u202egnp.exe\u2028\u0000';
    const line = lineOf('https://e.com/', { state: stateCode.failed, failureKind: 1, message: evil });
    // oxlint-disable-next-line no-control-regex -- these are what must not be there
    assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/);
  });

  it('is not made for a request that has not ended', () => {
    const table = new ResultsTable(RequestList.from(['https://e.com/']));
    assert.throws(() => resultLine(table, 0, translate), RangeError);
  });
});

const summary = {
  count: 14,
  running: 0,
  waiting: 0,
  ok: 11,
  httpError: 2,
  failed: 1,
  cancelled: 0,
  wallTime: 810,
  sumOfTimes: 2300,
  bodyBytes: 0,
  wireBytes: 0,
};

describe('the lines around the results', () => {
  it('say what begins', () => {
    assert.equal(
      startLine('urls.txt', 1400, defaultOptions, translate),
      '=== urls.txt: fetching 1,400 URLs, 100 at once, 10 per host ===',
    );
  });

  it('say how it ended, and how much faster than one by one', () => {
    assert.equal(
      summaryLine('urls.txt', summary, translate),
      '=== urls.txt: 14 done in 810 ms: 11 ok, 2 not accepted, 1 failed · sum of times 2.30 s · 2.8× faster than one by one ===',
    );
  });

  it('say how far a run came that was cancelled', () => {
    const cancelled = { ...summary, count: 60_000, cancelled: 59_986 };
    assert.match(
      summaryLine('urls.txt', cancelled, translate),
      /^=== urls\.txt: 14 of 60,000 done in 810 ms: 11 ok, 2 not accepted, 1 failed, 59,986 cancelled · /,
    );
  });

  it('do not boast of a run that was no faster', () => {
    assert.doesNotMatch(summaryLine('urls.txt', { ...summary, sumOfTimes: 820 }, translate), /faster/);
  });

  it('count only what there is', () => {
    assert.equal(countsText({ ...summary, httpError: 0, failed: 0 }, translate), '11 ok');
    assert.equal(
      countsText({ ...summary, cancelled: 3 }, translate),
      '11 ok, 2 not accepted, 1 failed, 3 cancelled',
    );
  });

  it('cannot be forged by a file name', () => {
    assert.ok(!startLine('a\n✓ 200.txt', 1, defaultOptions, translate).includes('\n'));
  });
});
