import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explanationOf } from '../../../src/core/explanation.ts';
import { explained, failureKinds } from '../../../src/core/failureKinds.ts';
import { RequestList } from '../../../src/core/requestList.ts';
import { ResultsTable } from '../../../src/core/resultsTable.ts';
import { stateCode } from '../../../src/core/rowState.ts';
import { packRows } from '../../support/packRows.ts';
import { resultRow } from '../../vscode/support/batch.ts';

describe('what explains a row', () => {
  const cases = [
    ['an answer', { state: stateCode.ok }, undefined],
    ['a status that is not accepted', { state: stateCode.httpError, status: 404 }, 'not-accepted'],
    ['a cancelled request', { state: stateCode.cancelled }, undefined],
    ...failureKinds.map(
      (kind, code) => [kind, { state: stateCode.failed, failureKind: code + 1 }, kind] as const,
    ),
  ] as const;
  for (const [what, row, expected] of cases) {
    it(`is ${expected ?? 'nothing'} for ${what}`, () => {
      const table = new ResultsTable(RequestList.from(['https://e.com/a']));
      table.put(packRows([], [0], [resultRow(row)]));
      assert.equal(explanationOf(table, 0), expected);
      assert.ok(expected === undefined || explained.includes(expected));
    });
  }
});
