import { failureKinds } from './failureKinds.ts';
import type { ResultsTable } from './resultsTable.ts';

const dns = failureKinds.indexOf('dns') + 1;

/** Whether no name of a run's hosts could be looked up, of several requests: then the network is missing, not the hosts. */
export function seemsOffline(table: ResultsTable): boolean {
  if (table.length < 2) return false;
  for (let index = 0; index < table.length; index++) {
    if (table.number('failureKind', index) !== dns) return false;
  }
  return true;
}
