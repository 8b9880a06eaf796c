import type { FetchDetails, FetchResult } from '../api.ts';

/** What is exported of a request: what became of it, secrets masked. */
export interface ExportedRow {
  result: FetchResult;
  /** Absent where nothing is stored of them. */
  details?: FetchDetails;
  /** The file that was sent as the body, as it was written. */
  bodyFile?: string;
  body: BodyState;
  /** The values of the run's fields, in their order; empty: none. */
  fields: readonly string[];
}

/**
 * What there is of a body: all of it; what came before it was cut; an empty one; one that was stored, of which the file of
 * bodies has no more all; or none, since none was stored.
 */
export type BodyState = 'whole' | 'truncated' | 'empty' | 'lost' | 'none';
