import type { Outcome } from '../api.ts';
import type { ExportRow } from '../core/exportProtocol.ts';
import { firstOutcome } from '../core/rowState.ts';
import type { Run } from './run.ts';

/** As many as are made in a few milliseconds. */
const rowsAtOnce = 1000;
/** Bytes of the bodies of requests, after which a portion is long enough. */
const bytesAtOnce = 1024 * 1024;

/** Which rows of a run are exported. */
export interface ExportedPart {
  run: Pick<Run, 'table' | 'requests'>;
  /** In input order. */
  rows: Iterable<number>;
  /** Of how many rows there are. */
  count: number;
  /** Whether rows count that have not ended: what was asked is known of them. */
  unended: boolean;
}

/** Rows for the text worker, in portions that do not hold the extension host; `tell` is called with the percentage that is done. */
export function* exportPortions(
  { run, rows, count, unended }: ExportedPart,
  tell: (percent: number) => void,
): Generator<readonly ExportRow[]> {
  let portion: ExportRow[] = [];
  let bytes = 0;
  let seen = 0;
  for (const index of rows) {
    seen++;
    const row = exportRow(run, index);
    if (row.outcome === undefined && !unended) continue;
    portion.push(row);
    bytes += row.request.body?.length ?? 0;
    if (portion.length < rowsAtOnce && bytes < bytesAtOnce) continue;
    yield portion;
    tell((100 * seen) / count);
    portion = [];
    bytes = 0;
  }
  if (portion.length > 0) yield portion;
}

function exportRow({ table, requests }: ExportedPart['run'], index: number): ExportRow {
  const row = { index, request: requests.get(index) };
  if (table.number('state', index) < firstOutcome) return row;
  const outcome = table.state(index) as Outcome;
  const length = table.number('recordLength', index);
  if (length > 0) return { ...row, outcome, record: [table.number('recordOffset', index), length] };
  const result = table.result(index);
  return { ...row, outcome, ...(result && { result }) };
}
