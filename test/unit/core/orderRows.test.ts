import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { change } from '../../../src/core/change.ts';
import { flag, numberColumnNames, textColumns, wordColumns } from '../../../src/core/columns.ts';
import type { ComparedRuns } from '../../../src/core/comparedRuns.ts';
import { countFacets } from '../../../src/core/facets.ts';
import { failureKinds } from '../../../src/core/failureKinds.ts';
import { orderRows } from '../../../src/core/orderRows.ts';
import { RequestList } from '../../../src/core/requestList.ts';
import type { ResultRow } from '../../../src/core/resultBatch.ts';
import { ResultsTable } from '../../../src/core/resultsTable.ts';
import type { RowQuery } from '../../../src/core/rowQuery.ts';
import { stateCode } from '../../../src/core/rowState.ts';
import type { ColumnName } from '../../../src/core/tableLayout.ts';
import { packRows } from '../../support/packRows.ts';

const blank = Object.fromEntries([
  ...numberColumnNames.map((name) => [name, 0]),
  ...[...textColumns, ...wordColumns].map((name) => [name, '']),
]) as ResultRow;
const ok = { state: stateCode.ok, status: 200, attempts: 1, recordLength: 9 };
const refused = {
  state: stateCode.failed,
  failureKind: 1 + failureKinds.indexOf('refused'),
  attempts: 1,
  message: 'Nothing listens there.',
};

type Row = readonly [url: string, result?: Partial<ResultRow>];

function runOf(rows: readonly Row[], started: readonly number[] = []): ComparedRuns['run'] {
  const table = new ResultsTable(RequestList.from(rows.map(([url]) => url)));
  const ended = rows.flatMap(([, result], index) => (result ? [{ index, result }] : []));
  table.put(
    packRows(
      started,
      ended.map(({ index }) => index),
      ended.map(({ result }) => ({ ...blank, ...result })),
    ),
  );
  return { table, options: { mode: 'fetch' }, state: 'running' };
}

/** What a generator gives in the end. */
function finish<Value>(work: Generator<undefined, Value>): Value {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

const rows: readonly Row[] = [
  [
    'https://b.org/one',
    { ...ok, total: 30, bodyBytes: 5, contentType: 'text/html; charset=utf-8', start: 4 },
  ],
  [
    'https://a.org:8080/Two',
    { ...ok, state: stateCode.httpError, status: 404, total: 10, contentType: 'Text/HTML' },
  ],
  ['https://b.org/three', { ...refused, total: 20, start: 1 }],
  ['https://me:secret@b.org/four'],
  ['https://c.org/five', { ...ok, status: 301, total: 10, preview: 'moved away', bodyBytes: 9, start: 2 }],
  [
    'https://c.org/six',
    {
      ...ok,
      state: stateCode.httpError,
      status: 403,
      flags: flag.blocked,
      total: 1,
      contentType: 'image/png',
    },
  ],
  ['https://c.org/seven', { ...blank, state: stateCode.cancelled }],
];
const run = runOf(rows);
const ask = (query: RowQuery, runs: ComparedRuns = { run }) => [...finish(orderRows(runs, query))];
const sorted = (column: ColumnName, descending = false) => ask({ sort: { column, descending } });

describe('rows are sorted', () => {
  const cases: [ColumnName, number[], number[]][] = [
    ['number', [0, 1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1, 0]],
    ['status', [0, 4, 5, 1, 2, 6, 3], [6, 2, 1, 5, 4, 0, 3]],
    ['url', [1, 0, 2, 4, 6, 5, 3], [3, 5, 6, 4, 2, 0, 1]],
    // Equal ones stay in their order, and those without a value come last, either way.
    ['time', [5, 1, 4, 2, 0, 3, 6], [0, 2, 1, 4, 5, 3, 6]],
    ['type', [5, 0, 1, 2, 3, 4, 6], [0, 1, 5, 2, 3, 4, 6]],
    ['waterfall', [2, 4, 0, 1, 3, 5, 6], [0, 4, 2, 1, 3, 5, 6]],
    ['preview', [2, 4, 0, 1, 3, 5, 6], [4, 2, 0, 1, 3, 5, 6]],
  ];
  for (const [column, up, down] of cases) {
    it(`by ${column}, both ways`, () => {
      assert.deepEqual(sorted(column), up);
      assert.deepEqual(sorted(column, true), down);
    });
  }

  it('by size, but for those that have no body', () => {
    assert.deepEqual(sorted('size').slice(0, 4), [1, 5, 0, 4]);
    assert.deepEqual(sorted('size', true).slice(0, 2), [4, 0]);
  });

  it('as many as they are, with many pauses', () => {
    const count = 20_000;
    const many = runOf(
      Array.from({ length: count }, (_, n) => [
        `https://e.com/${n}`,
        { ...ok, total: 1 + ((n * 7919) % count) },
      ]),
    );
    const work = orderRows({ run: many }, { sort: { column: 'time', descending: false } });
    let pauses = 0;
    let order = new Uint32Array();
    for (;;) {
      const { done, value } = work.next();
      if (done) {
        order = value;
        break;
      }
      pauses += 1;
    }
    const times = [...order].map((row) => many.table.number('total', row));
    assert.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
    );
    assert.equal(new Set(order).size, count);
    assert.ok(pauses > 200, `${pauses} pauses`);
  });
});

describe('rows are filtered', () => {
  const cases: [string, RowQuery, number[]][] = [
    ['by no filter at all', {}, [0, 1, 2, 3, 4, 5, 6]],
    ['by a part of their URL, in upper or lower case', { text: 'tWO' }, [1]],
    ['by all of several words', { text: ' b.org  EE ' }, [2]],
    ['by what stands in the body', { text: 'moved' }, [4]],
    ['by why they failed', { text: 'nothing listens' }, [2]],
    ['by their type', { text: 'text/html' }, [0, 1]],
    ['by their status as it is written', { text: '404' }, [1]],
    ['by what would be a pattern', { text: '.*' }, []],
    ['by no secret', { text: 'secret' }, []],
    ['by outcome', { outcome: 'ok' }, [0, 4]],
    ['by not having ended', { outcome: 'pending' }, [3]],
    ['by not being ok', { outcome: 'trouble' }, [1, 2, 5]],
    ['by being blocked', { outcome: 'blocked' }, [5]],
    ['by a status', { status: 404 }, [1]],
    ['by a class of statuses', { status: 4 }, [1, 5]],
    ['by host and port', { host: 'a.org:8080' }, [1]],
    ['by host, whatever the user', { host: 'b.org' }, [0, 2, 3]],
    ['by failure', { kind: 'refused' }, [2]],
    ['by several at once', { status: 4, host: 'c.org' }, [5]],
  ];
  for (const [what, query, expected] of cases) it(what, () => assert.deepEqual(ask(query), expected));

  it('and sorted', () => {
    assert.deepEqual(ask({ host: 'c.org', sort: { column: 'time', descending: true } }), [4, 5, 6]);
  });

  it('by kind of change, those that are gone too', () => {
    const runs: ComparedRuns = {
      run,
      comparison: {
        earlier: runOf([['https://gone.org/', { ...ok, total: 99 }]]),
        changes: Uint16Array.of(0, change.status, 0, change.new, 0, change.status, 0, change.gone),
        earlierRows: Int32Array.of(0, 0, 0, -1, 0, 0, 0, 0),
      },
    };
    assert.deepEqual(ask({ change: 'status' }, runs), [1, 5]);
    assert.deepEqual(ask({ change: 'gone', text: 'gone.org' }, runs), [7]);
    assert.deepEqual(ask({ sort: { column: 'time', descending: true } }, runs).slice(0, 2), [7, 0]);
    assert.deepEqual(ask({ sort: { column: 'change', descending: false } }, runs).slice(0, 4), [3, 7, 1, 5]);
  });
});

describe('what there is to choose from', () => {
  it('is counted', () => {
    assert.deepEqual(finish(countFacets({ run })), {
      statuses: [
        [200, 1],
        [301, 1],
        [403, 1],
        [404, 1],
      ],
      kinds: [['refused', 1]],
      hosts: [
        ['b.org', 3],
        ['c.org', 3],
        ['a.org:8080', 1],
      ],
    });
  });
});
