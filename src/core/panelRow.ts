import type { RunComparison } from './compareRuns.ts';
import type { ResolvedOptions } from './options.ts';
import type { PanelRow } from './panelProtocol.ts';
import { maskUrl } from './maskSecrets.ts';
import type { ResultsTable } from './resultsTable.ts';
import type { RunFields } from './runFields.ts';
import { isOpenState, type RunState } from './runFormat.ts';
import { firstOutcome } from './rowState.ts';
import { toMicroseconds } from './toMicroseconds.ts';

/** What the panel's rows tell of a run. */
export interface PanelRun {
  readonly table: ResultsTable;
  readonly options: Pick<ResolvedOptions, 'mode'>;
  readonly state: RunState;
  readonly fields?: RunFields;
}

/** A row of the table as the panel shows it. */
export function panelRow(run: PanelRun, index: number): PanelRow {
  const { table } = run;
  const result = table.result(index);
  const checked = isChecked(run, index);
  const method = table.requests.method(index);
  const isLeft = isOpenState(run.state) && table.number('state', index) < firstOutcome;
  const left = run.state === 'incomplete' ? ('notStored' as const) : ('notFetched' as const);
  const row = {
    index,
    ...(!(checked && method === 'GET') && { method }),
    url: maskUrl(table.requests.url(index)),
    state: isLeft ? left : table.state(index),
  };
  if (!result) {
    const start = toMicroseconds(table.number('start', index));
    return { ...row, ...(start > 0 && !isLeft && { start }), preview: '', hops: 0 };
  }
  const { timings } = result;
  const hasAnswer = result.status !== undefined || result.bodyBytes > 0;
  const noBody = checked ? 'checked' : table.lacksRecord(index) ? 'notStored' : undefined;
  return {
    ...row,
    ...(result.status !== undefined && { status: result.status }),
    ...(result.verdict === 'blocked' && { blocked: true as const }),
    ...(result.attempts > 0 && { total: timings.total }),
    ...((result.attempts > 0 || timings.total > 0) && { timings }),
    ...(result.attempts > 1 && { attempts: result.attempts }),
    ...(hasAnswer && !checked && { bodyBytes: result.bodyBytes }),
    ...(hasAnswer && noBody && { noBody }),
    ...(result.truncated && { truncated: true as const }),
    ...(result.contentType && { contentType: result.contentType }),
    ...fieldsOf(run, index),
    preview: result.preview,
    ...(result.hops > 0 && { finalUrl: maskUrl(result.url) }),
    hops: result.hops,
    ...(result.failure && { failure: result.failure }),
  };
}

function fieldsOf({ fields }: PanelRun, index: number): Pick<PanelRow, 'fields'> {
  const columns = fields?.columns ?? [];
  return columns.length > 0 ? { fields: columns.map((column) => column.get(index)) } : {};
}

/** An entry of a comparison as the panel shows it: a row of the later run with what it was before, or one that is gone. */
export function comparedRow(
  earlier: PanelRun,
  later: PanelRun,
  { earlierRows }: RunComparison,
  entry: number,
): PanelRow {
  const before = earlierRows[entry] ?? -1;
  if (entry >= later.table.length) {
    // The fields of the earlier run are others.
    const { fields: _, ...row } = panelRow(earlier, before);
    return { ...row, index: entry, gone: true };
  }
  if (before < 0) return panelRow(later, entry);
  return { ...timedRow(later, entry), before: timedRow(earlier, before) };
}

function timedRow(run: PanelRun, index: number): PanelRow {
  return { ...panelRow(run, index), answerTime: run.table.answerTime(index) };
}

/** Whether a request is only to be checked, without a body. */
export function isChecked({ table, options }: Pick<PanelRun, 'table' | 'options'>, index: number): boolean {
  return (table.requests.get(index).options?.mode ?? options.mode) === 'check';
}
