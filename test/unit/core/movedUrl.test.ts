import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FetchRequest } from '../../../src/api.ts';
import { flag } from '../../../src/core/columns.ts';
import { movedUrl } from '../../../src/core/movedUrl.ts';
import { RequestList } from '../../../src/core/requestList.ts';
import type { ResultRow } from '../../../src/core/resultBatch.ts';
import { ResultsTable } from '../../../src/core/resultsTable.ts';
import { stateCode } from '../../../src/core/rowState.ts';
import { packRows } from '../../support/packRows.ts';
import { resultRow } from '../../vscode/support/batch.ts';

const url = 'https://e.com/a';
const to = 'https://n.com/b';
const moved = { flags: flag.moved, hops: 1, url: to };

function movedTo(row: Partial<ResultRow>, request: FetchRequest = { url }, params = {}): string | undefined {
  const table = new ResultsTable(RequestList.from([request]));
  table.put(packRows([], [0], [resultRow(row)]));
  return movedUrl({ table, options: { params } }, 0);
}

describe('the URL to which another has moved', () => {
  it('is the last of permanent redirects', () => {
    assert.equal(movedTo(moved), to);
    assert.equal(movedTo(moved, { url, method: 'HEAD' }), to);
  });

  for (const [what, row, request, params] of [
    ['redirects that pass', { ...moved, flags: 0 }],
    ['a last URL that is not accepted', { ...moved, state: stateCode.httpError, status: 404 }],
    ['the same URL', { ...moved, url }],
    ['parameters that were appended', moved, { url }, { a: '1' }],
    ['parameters of the request', moved, { url, options: { params: { a: '1' } } }],
    ['what was posted', moved, { url, method: 'POST' }],
    ['variables', moved, { url: 'https://e.com/{{$guid}}' }],
    ['a user', moved, { url: 'https://me:x@e.com/a' }],
    ['a secret that was not stored', { ...moved, url: 'https://n.com/?token=•••' }],
  ] as [string, Partial<ResultRow>, FetchRequest?, object?][]) {
    it(`is none of ${what}`, () => assert.equal(movedTo(row, request, params), undefined));
  }
});
