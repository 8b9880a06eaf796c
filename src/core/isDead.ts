import { failureKinds } from './failureKinds.ts';
import type { ResultsTable } from './resultsTable.ts';

const deadKinds = new Set(['dns', 'refused']);

/** Whether nothing is to be found at a URL any more: no such host, nothing that listens there, or status 404 or 410. */
export function isDead(table: ResultsTable, row: number): boolean {
  const state = table.state(row);
  if (state === 'failed') return deadKinds.has(failureKinds[table.number('failureKind', row) - 1] ?? '');
  const status = table.number('status', row);
  return state === 'httpError' && !table.has('blocked', row) && (status === 404 || status === 410);
}
