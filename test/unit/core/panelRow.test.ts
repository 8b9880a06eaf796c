import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FetchRequest } from '../../../src/api.ts';
import { numberColumnNames, textColumns } from '../../../src/core/columns.ts';
import { defaultOptions } from '../../../src/core/options.ts';
import { panelRow, type PanelRun } from '../../../src/core/panelRow.ts';
import { RequestList } from '../../../src/core/requestList.ts';
import { BatchPacker, type ResultRow } from '../../../src/core/resultBatch.ts';
import { ResultsTable } from '../../../src/core/resultsTable.ts';
import { stateCode } from '../../../src/core/rowState.ts';
import { packRows } from '../../support/packRows.ts';

const blank = Object.fromEntries([
  ...numberColumnNames.map((name) => [name, 0]),
  ...textColumns.map((name) => [name, '']),
]) as ResultRow;

const ok = { state: stateCode.ok, status: 200, attempts: 1, bodyBytes: 5, recordLength: 9 };

/** A run of two requests, of which the first has ended like this. */
function runOf(
  row: Partial<ResultRow>,
  { mode = 'fetch', state = 'done', request = {} }: RunParts = {},
): PanelRun {
  const requests = [0, 1].map((index) => ({ url: `https://e.com/${index}`, ...request }));
  const table = new ResultsTable(RequestList.from(requests));
  table.put(packRows([], [0], [{ ...blank, ...row }]));
  return { table, options: { ...defaultOptions, mode }, state };
}

interface RunParts {
  mode?: 'fetch' | 'check';
  state?: PanelRun['state'];
  request?: Partial<FetchRequest>;
}

describe('a row of the panel', () => {
  it('was not fetched where its run was interrupted', () => {
    assert.equal(panelRow(runOf(ok, { state: 'running' }), 1).state, 'queued');
    const run = runOf(ok, { state: 'interrupted' });
    assert.deepEqual([panelRow(run, 0).state, panelRow(run, 1).state], ['ok', 'notFetched']);
  });

  it('of a check has no size, and no method but one of its own', () => {
    const row = (parts: RunParts) => {
      const { method, bodyBytes, noBody } = panelRow(runOf({ ...ok, bodyBytes: 0 }, parts), 0);
      return { method, bodyBytes, noBody };
    };
    const checked = { method: undefined, bodyBytes: undefined, noBody: 'checked' };
    assert.deepEqual(row({ mode: 'check' }), checked);
    assert.deepEqual(row({ request: { options: { mode: 'check' } } }), checked);
    assert.deepEqual(row({ mode: 'check', request: { method: 'POST' } }), { ...checked, method: 'POST' });
    assert.deepEqual(row({ mode: 'check', request: { options: { mode: 'fetch' } } }), {
      method: 'GET',
      bodyBytes: 0,
      noBody: undefined,
    });
  });

  it('tells its times once it has ended, and before that when it was begun', () => {
    const times = { start: 3, waited: 2, total: 9, firstByte: 5, download: 1 };
    const { timings, start } = panelRow(runOf({ ...ok, ...times }), 0);
    assert.deepEqual([timings?.start, timings?.waited, timings?.firstByte, start], [3, 2, 5, undefined]);
    const run = runOf(ok, { state: 'running' });
    assert.equal(panelRow(run, 1).start, undefined);
    run.table.put(new BatchPacker().take([1], [], [7.5]));
    assert.deepEqual([panelRow(run, 1).start, panelRow(run, 1).state], [7.5, 'running']);
    // It goes on after a wait: the beginning stays.
    run.table.put(new BatchPacker().take([1]));
    assert.equal(panelRow(run, 1).start, 7.5);
    assert.equal(panelRow({ ...run, state: 'interrupted' }, 1).start, undefined);
  });

  it('tells that its body was not stored', () => {
    assert.equal(panelRow(runOf(ok), 0).noBody, undefined);
    assert.equal(panelRow(runOf({ ...ok, recordLength: 0 }), 0).noBody, 'notStored');
    const refused = { ...blank, state: stateCode.failed, attempts: 1, failureKind: 1 };
    assert.equal(panelRow(runOf(refused), 0).noBody, undefined);
  });
});
