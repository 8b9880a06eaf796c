import type { FetchRequest, FetchResult, Outcome } from '../api.ts';
import type { ExportPortion } from '../core/exportProtocol.ts';
import type { RequestExtras } from '../core/requestList.ts';
import type { Slice } from '../core/runFormat.ts';
import { firstOutcome, rowStates } from '../core/rowState.ts';

/** A row on its way to be exported. Its request may hold secrets. */
export interface PortionRow {
  index: number;
  request: FetchRequest & RequestExtras;
  /** Absent: it has not ended. */
  outcome?: Outcome;
  /** Where its record lies in the run's file of results, in bytes. */
  record?: Slice;
  /** What became of it, where there is no record of that. */
  result?: FetchResult;
  /** The values of the run's fields; empty: none. */
  fields: readonly string[];
}

/** The rows of a portion, one by one. */
export function* portionRows(portion: ExportPortion): Generator<PortionRow> {
  const { rows, urls, states, offsets, lengths } = portion;
  const extras = new Map(portion.extras);
  const results = new Map(portion.results);
  for (let nth = 0; nth < rows.length; nth++) {
    const [url = '', state = 0, length = 0] = [urls[nth], states[nth], lengths[nth]];
    const result = results.get(nth);
    yield {
      index: rows[nth] ?? 0,
      request: { url, ...extras.get(nth) },
      ...(state >= firstOutcome && { outcome: rowStates[state] as Outcome }),
      ...(length > 0 && { record: [offsets[nth] ?? 0, length] as const }),
      ...(result && { result }),
      fields: portion.fields.map((values) => values[nth] ?? ''),
    };
  }
}
