import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { flag } from '../../../src/core/columns.ts';
import { failureKinds } from '../../../src/core/failureKinds.ts';
import { isDead } from '../../../src/core/isDead.ts';
import { RequestList } from '../../../src/core/requestList.ts';
import { ResultsTable } from '../../../src/core/resultsTable.ts';
import { stateCode } from '../../../src/core/rowState.ts';
import { packRows } from '../../support/packRows.ts';
import { resultRow } from '../../vscode/support/batch.ts';

const answer = (status: number, flags = 0) => ({ state: stateCode.httpError, status, flags });
const failure = (kind: (typeof failureKinds)[number]) => ({
  state: stateCode.failed,
  status: 0,
  failureKind: 1 + failureKinds.indexOf(kind),
});

describe('a dead URL', () => {
  for (const [what, row, expected] of [
    ['an unknown host', failure('dns'), true],
    ['a host that refuses', failure('refused'), true],
    ['a host that is slow', failure('timeout'), false],
    ['status 404', answer(404), true],
    ['status 410', answer(410), true],
    ['status 404 that is accepted', { status: 404 }, false],
    ['status 404 for robots', answer(404, flag.blocked), false],
    ['status 500', answer(500), false],
    ['an answer', {}, false],
  ] as const) {
    it(`is ${expected ? '' : 'not '}${what}`, () => {
      const table = new ResultsTable(RequestList.from(['https://e.com/']));
      table.put(packRows([], [0], [resultRow(row)]));
      assert.equal(isDead(table, 0), expected);
    });
  }
});
