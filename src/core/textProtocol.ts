import type { Extraction } from '../api.ts';
import type { Exclusions } from './exclusions.ts';
import type { FromExporter, ToExporter } from './exportProtocol.ts';
import type { FromFixer, ToFixer } from './fixProtocol.ts';
import type { RequestChunk } from './requestList.ts';
import type { ResultBatch } from './resultBatch.ts';
import type { LineExtent, Slice } from './runFormat.ts';

/** How to read a text. */
export interface ReadOptions {
  languageId: string;
  uri?: string;
  /** Only requests that touch one of these ranges of UTF-16 offsets, both ends included. */
  within?: readonly (readonly [start: number, end: number])[];
  /** Only requests that touch a line which this earlier text does not have. */
  changedSince?: string;
  /** Leaves out requests that are not to be made. */
  exclusions?: Exclusions;
  /** A file is read as VS Code would make a document of it: as a whole, with places, unless it is too large for that. */
  asDocument?: true;
  /** Whether equal requests become one row with all their places. */
  merge: boolean;
}

/** Messages from the host to the text worker. */
export type ToTextWorker = ToReader | ToExporter | ToFixer | ToPrinter;

/** Messages of readings; `id` names one, or an export to cancel. */
export type ToReader =
  /** A text begins; it follows in pieces, so that neither side is held for long. */
  | { type: 'read'; id: number; options: ReadOptions }
  | { type: 'piece'; id: number; text: string; last: boolean }
  /** Reads a file without VS Code. Its requests have no places, unless it is read `asDocument`. */
  | { type: 'readFile'; id: number; path: string; options: ReadOptions }
  /** The same for a file that only the host can read. */
  | { type: 'readBytes'; id: number; bytes: Uint8Array; options: ReadOptions }
  /** Reads back what a stored run asked for: `requests` messages, then `done`. */
  | { type: 'readStoredRequests'; id: number; folder: string }
  /** Reads back what became of it: `results` messages, then `resultsRead`. */
  | { type: 'readStoredResults'; id: number; what: StoredResults }
  /** The host has taken in a `requests` or `results` message and is ready for the next. */
  | { type: 'more'; id: number }
  | { type: 'cancel'; id: number };

/**
 * Places of requests, in document order: `rows[n]` is the row to which place n belongs, `documents[n]` the number of its
 * document. Offsets are UTF-16, lines from 0.
 */
export interface PlaceColumns {
  rows: Uint32Array;
  starts: Uint32Array;
  ends: Uint32Array;
  lines: Uint32Array;
  documents: Uint32Array;
}

/** What there is to say of a text beside its requests. */
export interface TextRest extends Omit<Extraction, 'requests'> {
  /** How many requests were left out since they are not to be made. */
  excluded: number;
}

/** Why a file is none to be read: it holds no text, or more than a document can. */
export type UnreadableReason = 'binary' | 'huge';

/** Which results are to be read back. */
export interface StoredResults {
  folder: string;
  /** Requests of the run: what lies beyond them is left out. */
  count: number;
  /** Parameters were appended to URLs, or references in them filled in: what was sent is not what was written. */
  isFilled: boolean;
  /** Leaves out results whose bodies are lost, as if they were not stored either. */
  wholeOnly: boolean;
}

/** What reading a stored run's results found. */
export interface StoredExtent {
  /** Bytes of the file of results that are whole lines. */
  resultsLength: number;
  /** The lines of the file of requests. */
  requests: LineExtent;
  /** Lines whose bodies are lost. */
  lost: Slice[];
  /** ms from the run's start to the end of the last request that is known to have ended. */
  elapsed: number;
}

/** Messages from the text worker to the host. */
export type FromTextWorker = FromReader | FromExporter | FromFixer | FromPrinter;

/** Asks for JSON with a line for each member. */
export interface ToPrinter {
  type: 'prettyPrint';
  id: number;
  text: string;
}

/** The answer to it: no text where it was no JSON. */
export interface FromPrinter {
  type: 'prettyPrinted';
  id: number;
  text: string | undefined;
}

/** Messages of readings. */
export type FromReader =
  /** Some of the rows, and some of the places; after each the worker waits for `more`. */
  | { type: 'requests'; id: number; chunk: RequestChunk; places: PlaceColumns }
  /** Some results of a stored run; after each the worker waits for `more`. */
  | { type: 'results'; id: number; batch: ResultBatch }
  | { type: 'resultsRead'; id: number; extent: StoredExtent }
  /** All has been sent. */
  | ({ type: 'done'; id: number } & TextRest)
  /** The text could not be read: `message` says why, for a person. */
  | { type: 'failed'; id: number; message: string; reason?: UnreadableReason };
