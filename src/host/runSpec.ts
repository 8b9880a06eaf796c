import type { FieldDefinition } from '../core/fieldProtocol.ts';
import type { ResolvedOptions } from '../core/options.ts';
import type { RequestList } from '../core/requestList.ts';
import type { RunSource } from './runSource.ts';

/** What a run is made of. */
export interface RunSpec {
  /** What it was read from, such as a file's name. */
  title: string;
  requests: RequestList;
  options: ResolvedOptions;
  /** The documents and where in them the requests stand. */
  source?: RunSource;
  /** It is of a part of its documents only, such as a selection. */
  part?: boolean;
  /** What of its documents was left out, or was not stored, for a person. */
  leftOut?: string;
  /** Whether a person asked for it by a command; otherwise another extension did. */
  byCommand: boolean;
  /** What is wanted of each answer. */
  fields?: readonly FieldDefinition[];
}
