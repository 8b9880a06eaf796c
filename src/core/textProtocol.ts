import type { Extraction } from '../api.ts';
import type { RequestChunk } from './requestList.ts';

/** How to read a text. */
export interface ReadOptions {
  languageId: string;
  uri?: string;
  /** Only requests that touch one of these ranges of UTF-16 offsets, both ends included. */
  within?: readonly (readonly [start: number, end: number])[];
  /** Whether equal requests become one row with all their places. */
  merge: boolean;
}

/** Messages from the host to the text worker. `id` names one reading. */
export type ToTextWorker =
  /** A text begins; it follows in pieces, so that neither side is held for long. */
  | { type: 'read'; id: number; options: ReadOptions }
  | { type: 'piece'; id: number; text: string; last: boolean }
  /** Reads a file that VS Code does not hand out as a document. Its requests have no places. */
  | { type: 'readFile'; id: number; path: string; options: ReadOptions }
  /** The same for a file that only the host can read. */
  | { type: 'readBytes'; id: number; bytes: Uint8Array; options: ReadOptions }
  /** The host has taken in a `requests` message and is ready for the next. */
  | { type: 'more'; id: number }
  | { type: 'cancel'; id: number };

/** Places of requests, in document order: `rows[n]` is the row to which place n belongs. Offsets are UTF-16, lines from 0. */
export interface PlaceColumns {
  rows: Uint32Array;
  starts: Uint32Array;
  ends: Uint32Array;
  lines: Uint32Array;
}

/** Messages from the text worker to the host. */
export type FromTextWorker =
  /** Some of the rows, and some of the places; after each the worker waits for `more`. */
  | { type: 'requests'; id: number; chunk: RequestChunk; places: PlaceColumns }
  /** All has been sent. */
  | { type: 'done'; id: number; problems: Extraction['problems']; fields: Extraction['fields'] }
  /** The text could not be read: `message` says why, for a person. */
  | { type: 'failed'; id: number; message: string };
