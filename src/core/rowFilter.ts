import type { PanelRun } from './panelRow.ts';
import { isOfKind } from './change.ts';
import { type ComparedRuns, locate } from './comparedRuns.ts';
import { failureKinds } from './failureKinds.ts';
import { hostOf } from './hostOf.ts';
import { maskUrl } from './maskSecrets.ts';
import type { ResultsTable } from './resultsTable.ts';
import { firstOutcome, stateCode } from './rowState.ts';
import type { OutcomeChoice, RowQuery } from './rowQuery.ts';

type Test = (table: ResultsTable, row: number, run: PanelRun) => boolean;

/** Whether an entry is to be seen. */
export type EntryTest = (entry: number) => boolean;

/** The test that a query makes of each entry. */
export function rowFilter(runs: ComparedRuns, query: RowQuery): EntryTest {
  const { change, text, outcome, status, host, kind } = query;
  const changes = runs.comparison?.changes;
  // The cheapest first.
  const tests: Test[] = [];
  if (outcome !== undefined) tests.push(hasOutcome(outcome));
  if (status !== undefined) tests.push(hasStatus(status));
  if (kind !== undefined) tests.push(hasKind(1 + failureKinds.indexOf(kind)));
  if (host !== undefined) tests.push((table, row) => hostOf(table.requests.url(row)) === host);
  if (text !== undefined) tests.push(hasText(text));
  return (entry) => {
    if (change !== undefined && changes && !isOfKind(changes[entry] ?? 0, change)) return false;
    if (tests.length === 0) return true;
    const { run, row } = locate(runs, entry);
    return tests.every((test) => test(run.table, row, run));
  };
}

function hasOutcome(outcome: OutcomeChoice): Test {
  switch (outcome) {
    case 'pending':
      return (table, row) => table.number('state', row) < firstOutcome;
    case 'trouble':
      return (table, row) => {
        const state = table.number('state', row);
        return state === stateCode.httpError || state === stateCode.failed;
      };
    case 'blocked':
      return (table, row) => table.has('blocked', row);
    case 'ok':
    case 'httpError':
    case 'failed':
    case 'cancelled':
      return (table, row) => table.number('state', row) === stateCode[outcome];
    default:
      return outcome satisfies never;
  }
}

function hasStatus(status: number): Test {
  return status < 10
    ? (table, row) => Math.floor(table.number('status', row) / 100) === status
    : (table, row) => table.number('status', row) === status;
}

function hasKind(code: number): Test {
  return (table, row) =>
    table.number('failureKind', row) === code && table.number('state', row) === stateCode.failed;
}

function hasText(text: string): Test {
  const patterns = text
    .trim()
    .split(/\s+/)
    .map((word) => new RegExp(word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`), 'iu'));
  return (table, row, run) => {
    const url = maskUrl(table.requests.url(row));
    let rest: string | undefined;
    return patterns.every((pattern) => pattern.test(url) || pattern.test((rest ??= otherText(run, row))));
  };
}

/** What a row shows beside its URL. */
function otherText({ table, fields }: PanelRun, row: number): string {
  const state = table.number('state', row);
  const parts = [table.requests.method(row)];
  if (state >= firstOutcome) {
    const kind = failureKinds[table.number('failureKind', row) - 1];
    const status = table.number('status', row);
    if (status > 0) parts.push(String(status));
    if (kind !== undefined) parts.push(kind, table.text('code', row), table.text('message', row));
    if (table.number('hops', row) > 0) parts.push(maskUrl(table.text('url', row)));
    parts.push(table.text('contentType', row), table.text('title', row), table.text('preview', row));
    for (const column of fields?.columns ?? []) parts.push(column.get(row));
  }
  return parts.join('\n');
}
