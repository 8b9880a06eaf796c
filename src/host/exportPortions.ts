import type { ExportPortion } from '../core/exportProtocol.ts';
import { firstOutcome } from '../core/rowState.ts';
import type { Run } from './run.ts';

/** As many as are made in a few milliseconds. */
const rowsAtOnce = 1000;
/** Bytes of the bodies of requests, after which a portion is long enough. */
const bytesAtOnce = 1024 * 1024;

/** Which rows of a run are exported. */
export interface ExportedPart {
  run: Pick<Run, 'table' | 'requests' | 'fields'>;
  /** In input order. */
  rows: Iterable<number>;
  /** Of how many rows there are. */
  count: number;
  /** Whether rows count that have not ended: what was asked is known of them. */
  unended: boolean;
}

/** Rows for the text worker, in portions that do not hold the extension host; `tell` is called with the part that is done, from 0 to 1. */
export function* exportPortions(
  { run, rows, count, unended }: ExportedPart,
  tell: (part: number) => void,
): Generator<ExportPortion> {
  let indexes: number[] = [];
  let bytes = 0;
  let seen = 0;
  for (const index of rows) {
    seen++;
    if (!unended && run.table.number('state', index) < firstOutcome) continue;
    indexes.push(index);
    if (run.requests.hasExtras(index)) bytes += run.requests.get(index).body?.length ?? 0;
    if (indexes.length < rowsAtOnce && bytes < bytesAtOnce) continue;
    yield portionOf(run, indexes);
    tell(seen / count);
    indexes = [];
    bytes = 0;
  }
  if (indexes.length > 0) yield portionOf(run, indexes);
}

function portionOf(
  { table, requests, fields }: ExportedPart['run'],
  indexes: readonly number[],
): ExportPortion {
  const rows = Uint32Array.from(indexes);
  const portion: ExportPortion = {
    rows,
    urls: [],
    extras: [],
    states: new Uint8Array(rows.length),
    offsets: new Float64Array(rows.length),
    lengths: new Uint32Array(rows.length),
    fields: fields.columns.map((column) => indexes.map((index) => column.get(index))),
    results: [],
  };
  rows.forEach((index, nth) => {
    portion.urls.push(requests.url(index));
    if (requests.hasExtras(index)) {
      const { url: _, ...extras } = requests.get(index);
      portion.extras.push([nth, extras]);
    }
    const state = table.number('state', index);
    const length = table.number('recordLength', index);
    portion.states[nth] = state;
    portion.offsets[nth] = table.number('recordOffset', index);
    portion.lengths[nth] = length;
    const result = length === 0 && state >= firstOutcome ? table.result(index) : undefined;
    if (result) portion.results.push([nth, result]);
  });
  return portion;
}
