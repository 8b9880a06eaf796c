import {
  makeNumberColumns,
  numberColumnNames,
  type NumberColumns,
  textColumns,
  type TextColumns,
} from './columns.ts';

/** What came since the last batch, in the form that crosses threads: numbers as typed arrays, to be transferred. */
export interface ResultBatch {
  /** Indexes of the requests that are under way now. */
  started: Uint32Array;
  /** Indexes of those that wait for their next attempt now. */
  waiting: Uint32Array;
  /** Indexes of the requests that ended, in the order of completion; row n of the columns belongs to index n of this. */
  ended: Uint32Array;
  numbers: NumberColumns;
  texts: TextColumns;
}

/** One ended request: a value for each column. */
export type ResultRow = Record<keyof NumberColumns, number> & Record<keyof TextColumns, string>;

/** Packs rows, each with the index of its request, into a batch. */
export function packBatch(
  started: readonly number[],
  ended: readonly number[],
  rows: readonly ResultRow[],
  waiting: readonly number[] = [],
): ResultBatch {
  const numbers = makeNumberColumns(rows.length);
  for (const name of numberColumnNames) {
    const column = numbers[name];
    for (let row = 0; row < rows.length; row++) column[row] = rows[row]?.[name] ?? 0;
  }
  const texts = Object.fromEntries(
    textColumns.map((name) => [name, rows.map((row) => row[name])]),
  ) as TextColumns;
  return {
    started: Uint32Array.from(started),
    waiting: Uint32Array.from(waiting),
    ended: Uint32Array.from(ended),
    numbers,
    texts,
  };
}

/** The buffers of a batch, for the transfer list of `postMessage`. */
export function batchBuffers(batch: ResultBatch): ArrayBufferLike[] {
  return [
    batch.started.buffer,
    batch.waiting.buffer,
    batch.ended.buffer,
    ...numberColumnNames.map((name) => batch.numbers[name].buffer),
  ];
}
