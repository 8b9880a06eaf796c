import { makeNumberColumns, numberColumnNames, textColumns, wordColumns } from '../../../src/core/columns.ts';
import { type ResultBatch, type ResultRow } from '../../../src/core/resultBatch.ts';
import { stateCode } from '../../../src/core/rowState.ts';
import { packRows } from '../../support/packRows.ts';

const zero = makeNumberColumns(1);

/** A row as the worker sends it; what is not given is that of an answer with status 200. */
export function resultRow(given: Partial<ResultRow> = {}): ResultRow {
  const numbers = Object.fromEntries(numberColumnNames.map((name) => [name, zero[name][0]]));
  const texts = Object.fromEntries([...textColumns, ...wordColumns].map((name) => [name, '']));
  return {
    ...numbers,
    ...texts,
    state: stateCode.ok,
    status: 200,
    attempts: 1,
    total: 5,
    recordLength: 1,
    ...given,
  } as ResultRow;
}

/** A batch in which these requests have ended. */
export function batchOf(ended: readonly number[], given: Partial<ResultRow> = {}): ResultBatch {
  return packRows(
    [],
    ended,
    ended.map(() => resultRow(given)),
  );
}
