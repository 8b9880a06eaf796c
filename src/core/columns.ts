/** The numeric columns of results, and how each number is kept. Times are milliseconds, sizes and offsets bytes. */
const numberColumns = {
  state: Uint8Array, // a code of rowState.ts
  status: Uint16Array, // 0: none
  hops: Uint8Array,
  attempts: Uint8Array,
  flags: Uint8Array, // bits of `flag`
  failureKind: Uint8Array, // 1 + the index in failureKinds; 0: none
  phase: Uint8Array, // 1 + the index in phases; 0: none
  start: Float64Array,
  waited: Float32Array,
  dns: Float32Array,
  connect: Float32Array,
  tls: Float32Array,
  firstByte: Float32Array,
  download: Float32Array,
  total: Float32Array,
  wireBytes: Float64Array,
  bodyBytes: Uint32Array,
  characters: Uint32Array, // 1 + the count; 0: not text
  bodyOffset: Float64Array, // in the run's file of bodies; where the body lies in one piece
  recordOffset: Float64Array, // of the result's line in the run's file of results
  recordLength: Uint32Array,
} as const;

/** Bits of the column `flags`. */
export const flag = { truncated: 1, blocked: 2, reused: 4, scattered: 8 } as const;

/** Columns of text; an absent text is the empty string. */
export const textColumns = [
  'url', // where it is not the request's own
  'contentType',
  'charset',
  'title',
  'preview',
  'code',
  'message',
] as const;

/** Name of a numeric column. */
export type NumberColumn = keyof typeof numberColumns;
/** Name of a column of text. */
export type TextColumn = (typeof textColumns)[number];

/** One typed array a column, all of the same length. */
export type NumberColumns = { [Name in NumberColumn]: InstanceType<(typeof numberColumns)[Name]> };
/** One array a column, all of the same length. */
export type TextColumns = Record<TextColumn, string[]>;

/** Names of the numeric columns. */
export const numberColumnNames = Object.keys(numberColumns) as NumberColumn[];

/** Makes numeric columns of `length` rows, all zero. */
export function makeNumberColumns(length: number): NumberColumns {
  return Object.fromEntries(
    numberColumnNames.map((name) => [name, new numberColumns[name](length)]),
  ) as unknown as NumberColumns;
}

/** Makes columns of `length` empty texts. */
export function makeTextColumns(length: number): TextColumns {
  return Object.fromEntries(
    // oxlint-disable-next-line unicorn/no-new-array -- `Array.from` holds the host for 0.2 s at 200,000 rows
    textColumns.map((name) => [name, new Array<string>(length).fill('')]),
  ) as TextColumns;
}
