import { failureKinds, notAcceptedAnchor } from './failureKinds.ts';
import type { ResultsTable } from './resultsTable.ts';
import { stateCode } from './rowState.ts';

/** Where the README explains what became of a row; `undefined` where nothing went wrong. */
export function explanationOf(table: ResultsTable, row: number): string | undefined {
  switch (table.number('state', row)) {
    case stateCode.failed:
      return failureKinds[table.number('failureKind', row) - 1];
    case stateCode.httpError:
      return notAcceptedAnchor;
    default:
      return undefined;
  }
}
