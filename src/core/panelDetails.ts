import type { FetchDetails, Timings } from '../api.ts';
import { maskUrl } from './maskSecrets.ts';
import type { PanelRow } from './panelProtocol.ts';
import { panelRow, type PanelRun } from './panelRow.ts';

/** All that the panel shows of one request. No secret is in it, but those that an answer's body holds. */
export interface PanelDetails {
  /** The number of the row that it is of, as the panel has it. */
  index: number;
  row: PanelRow;
  /** Where the URL stands in its document; the line counts from 1. */
  place?: { document: string; line: number; more: number };
  /** When its first attempt began, milliseconds since 1970. */
  startedAt?: number;
  timings?: Timings;
  /** Of the body as it came, content-encoding included. */
  wireBytes?: number;
  /** Of a body that is text: its code points. */
  characters?: number;
  charset?: string;
  title?: string;
  /** The URL that answered. */
  finalUrl?: string;
  /** What is stored of it. */
  stored?: FetchDetails;
  /** Why nothing can be read of what should be stored. */
  missing?: string;
  body?: BodyView;
}

/** The beginning of a body, in the form in which it can be shown. */
export type BodyView =
  /** `isCut`: there is more of it. */
  | { type: 'text'; text: string; isCut: boolean }
  | { type: 'bytes'; bytes: Uint8Array; isCut: boolean }
  /** A whole picture of pixels, of one of the types that hold nothing else. */
  | { type: 'picture'; mediaType: string; bytes: Uint8Array }
  /** There is none, or it cannot be shown: `why` is for a person. */
  | { type: 'none'; why: string };

/** What a run's table tells of a request. */
export function panelDetails(run: PanelRun & { startedAt: number }, index: number): PanelDetails {
  const row = panelRow(run, index);
  const result = run.table.result(index);
  if (!result) return { index, row };
  const { timings, attempts, wireBytes, characters, charset, title, url } = result;
  return {
    index,
    row,
    ...(attempts > 0 && { startedAt: run.startedAt + timings.start, timings, finalUrl: maskUrl(url) }),
    ...(wireBytes > 0 && { wireBytes }),
    ...(characters !== undefined && { characters }),
    ...(charset !== undefined && { charset }),
    ...(title !== undefined && { title }),
  };
}
