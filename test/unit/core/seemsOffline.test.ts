import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FailureKind } from '../../../src/api.ts';
import { RequestList } from '../../../src/core/requestList.ts';
import { ResultsTable } from '../../../src/core/resultsTable.ts';
import { offlineText, seemsOffline } from '../../../src/core/seemsOffline.ts';
import { numberColumnNames, textColumns, wordColumns } from '../../../src/core/columns.ts';
import { failureKinds } from '../../../src/core/failureKinds.ts';
import { type ResultRow } from '../../../src/core/resultBatch.ts';
import { stateCode } from '../../../src/core/rowState.ts';
import { packRows } from '../../support/packRows.ts';

function failedWith(kinds: readonly (FailureKind | undefined)[]): ResultsTable {
  const table = new ResultsTable(RequestList.from(kinds.map((_, n) => `http://host${n}/`)));
  const rows = kinds.map((kind) => {
    const blank = Object.fromEntries([
      ...numberColumnNames.map((name) => [name, 0]),
      ...[...textColumns, ...wordColumns].map((name) => [name, '']),
    ]) as ResultRow;
    return {
      ...blank,
      state: kind ? stateCode.failed : stateCode.ok,
      failureKind: kind ? failureKinds.indexOf(kind) + 1 : 0,
    };
  });
  table.put(packRows([], [...kinds.keys()], rows));
  return table;
}

const inEnglish = (text: string, ...values: unknown[]) =>
  text.replaceAll(/\{(\d)\}/g, (_, n: string) => String(values[Number(n)]));

describe('a run seems to be offline', () => {
  it('and says so, or that its one host may be wrong', () => {
    assert.match(offlineText(failedWith(['dns', 'dns']), inEnglish), /^You seem to be offline/);
    const table = new ResultsTable(RequestList.from(['http://gone.example/1', 'http://gone.example/2']));
    assert.match(offlineText(table, inEnglish), /^There is no host gone\.example, or/);
  });

  const cases: [kinds: (FailureKind | undefined)[], offline: boolean][] = [
    [['dns', 'dns', 'dns'], true],
    [['dns', 'dns', undefined], false],
    [['dns', 'refused'], false],
    [['dns'], false],
    [[], false],
  ];
  for (const [kinds, offline] of cases) {
    const what = kinds.map((kind) => kind ?? 'ok').join(', ');
    it(`${offline ? 'where' : 'not where'} its results are ${what || 'none'}`, () => {
      assert.equal(seemsOffline(failedWith(kinds)), offline);
    });
  }
});
