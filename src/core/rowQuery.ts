import type { FailureKind } from '../api.ts';
import { type ChangeKind, changeKinds } from './change.ts';
import { failureKinds } from './failureKinds.ts';
import { type ColumnName, columnNames } from './tableLayout.ts';

/** By what rows are sorted; those without a value come last either way. The waterfall is sorted by when a request started. */
export interface RowSort {
  readonly column: ColumnName;
  readonly descending: boolean;
}

/** What can be asked for of how requests ended; `trouble` is what failed or was not accepted, `pending` what has not ended. */
export const outcomeChoices = [
  'pending',
  'ok',
  'trouble',
  'httpError',
  'failed',
  'blocked',
  'cancelled',
] as const;

/** One of `outcomeChoices`. */
export type OutcomeChoice = (typeof outcomeChoices)[number];

/** Which rows of a run are to be seen, and in what order; what is absent excludes none. */
export interface RowQuery {
  /** Absent: input order. */
  readonly sort?: RowSort | undefined;
  /** Words, each of which stands somewhere in the row, in upper or lower case. */
  readonly text?: string | undefined;
  readonly outcome?: OutcomeChoice | undefined;
  /** A status, or its first digit for all of that class. */
  readonly status?: number | undefined;
  /** Host and port as in the URL, in lower case. */
  readonly host?: string | undefined;
  readonly kind?: FailureKind | undefined;
  /** In a comparison. */
  readonly change?: ChangeKind | undefined;
}

/** Whether a query leaves rows out. */
export function isFiltering(query: RowQuery): boolean {
  return Object.entries(query).some(([part, value]) => part !== 'sort' && value !== undefined);
}

/** Whether a query leaves all rows as they are. */
export function isPlain(query: RowQuery): boolean {
  return query.sort === undefined && !isFiltering(query);
}

const longestText = 1000;

/** A query from outside: what is none in it is left out. */
export function parseRowQuery(value: unknown): RowQuery {
  if (typeof value !== 'object' || value === null) return {};
  const { sort, text, outcome, status, host, kind, change } = value as Record<string, unknown>;
  const { column, descending } = (sort ?? {}) as Record<string, unknown>;
  return {
    ...(isOneOf(columnNames, column) && { sort: { column, descending: descending === true } }),
    ...(typeof text === 'string' && text.trim() !== '' && { text: text.slice(0, longestText) }),
    ...(isOneOf(outcomeChoices, outcome) && { outcome }),
    ...(Number.isInteger(status) && { status: status as number }),
    ...(typeof host === 'string' && { host }),
    ...(isOneOf(failureKinds, kind) && { kind }),
    ...(isOneOf(changeKinds, change) && { change }),
  };
}

function isOneOf<Value extends string>(values: readonly Value[], value: unknown): value is Value {
  return (values as readonly unknown[]).includes(value);
}
