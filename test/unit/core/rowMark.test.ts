import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { flag } from '../../../src/core/columns.ts';
import { failureKinds } from '../../../src/core/failureKinds.ts';
import { RequestList } from '../../../src/core/requestList.ts';
import type { ResultRow } from '../../../src/core/resultBatch.ts';
import { ResultsTable } from '../../../src/core/resultsTable.ts';
import { isProblem, rowMark } from '../../../src/core/rowMark.ts';
import { stateCode } from '../../../src/core/rowState.ts';
import type { RunState } from '../../../src/core/runFormat.ts';
import { packRows } from '../../support/packRows.ts';
import { resultRow } from '../../vscode/support/batch.ts';

const translate = (message: string, ...args: (string | number)[]) =>
  message.replaceAll(/\{(\d)\}/g, (_, nth) => String(args[Number(nth)]));

function tableOf(row: Partial<ResultRow> | undefined): ResultsTable {
  const table = new ResultsTable(RequestList.from(['https://e.com/a']));
  if (row) table.put(packRows([], [0], [resultRow(row)]));
  return table;
}

const mark = (row?: Partial<ResultRow>, state: RunState = 'running') =>
  rowMark({ table: tableOf(row), options: { mode: 'fetch' }, state }, 0, translate);

const error = { state: stateCode.httpError, status: 404 };
const failed = { state: stateCode.failed, failureKind: 1 + failureKinds.indexOf('dns'), status: 0, total: 3 };
const moved = { flags: flag.moved, hops: 1, url: 'https://u:secret@e.com/b' };

describe('what stands behind a URL', () => {
  for (const [what, row, tone, text] of [
    ['an answer', { total: 82 }, 'ok', '✓ 200 · 82 ms'],
    ['a move for good', moved, 'moved', '✓ 200 · 5 ms → moved: https://u:•••@e.com/b'],
    ['a move at the same host', { ...moved, url: 'https://e.com/b' }, 'moved', '✓ 200 · 5 ms → moved: /b'],
    ['a passing redirect', { ...moved, flags: 0 }, 'ok', '✓ 200 · 5 ms'],
    ['a status that is not accepted', error, 'notAccepted', '! 404 · 5 ms'],
    ['an answer to robots', { ...error, flags: flag.blocked }, 'quiet', '! 404 blocked · 5 ms'],
    ['a failure', failed, 'failed', '✗ dns · 3 ms'],
    ['a failure before anything was sent', { ...failed, attempts: 0 }, 'failed', '✗ dns'],
    ['a cancelled request', { state: stateCode.cancelled }, 'quiet', '- cancelled'],
    ['what has not ended', undefined, 'quiet', '…'],
  ] as const) {
    it(`tells of ${what}`, () => assert.deepEqual(mark(row), { tone, text }));
  }

  it('tells what an interrupted run has not fetched', () =>
    assert.equal(mark(undefined, 'interrupted').text, '- not fetched'));

  it('is short and in one line, whatever a server says', () => {
    const { text } = mark({ ...moved, url: `https://e.com/\n\u202e${'x'.repeat(500)}` });
    assert.ok(text.length < 120, text);
    assert.doesNotMatch(text, /[\n\u202e]/u);
  });
});

describe('a problem', () => {
  for (const [what, row, expected] of [
    ['a failure', failed, true],
    ['a status that is not accepted', error, true],
    ['an answer to robots', { ...error, flags: flag.blocked }, false],
    ['an answer', {}, false],
    ['a cancelled request', { state: stateCode.cancelled }, false],
    ['what has not ended', undefined, false],
  ] as const) {
    it(`is ${expected ? '' : 'not '}${what}`, () => assert.equal(isProblem(tableOf(row), 0), expected));
  }
});
