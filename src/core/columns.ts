/** The columns of results, and how each number is kept. Times are milliseconds, sizes and offsets bytes. */
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
  // Positions in a `TextStore`; 0: empty.
  url: Uint32Array, // where it is not the request's own
  title: Uint32Array,
  preview: Uint32Array,
  // Numbers of words, of which a few come over and over; 0: empty.
  contentType: Uint32Array,
  charset: Uint32Array,
  code: Uint32Array,
  message: Uint32Array,
} as const;

/** Bits of the column `flags`; `moved`: each redirect was permanent. */
export const flag = { truncated: 1, blocked: 2, reused: 4, scattered: 8, moved: 16 } as const;

/** Columns of texts that differ from row to row. */
export const textColumns = ['url', 'title', 'preview'] as const;

/** Columns of texts of which a few come over and over. */
export const wordColumns = ['contentType', 'charset', 'code', 'message'] as const;

/** Name of a numeric column. */
export type NumberColumn = keyof typeof numberColumns;
/** Name of a column of texts. */
export type TextColumn = (typeof textColumns)[number];
/** Name of a column of words. */
export type WordColumn = (typeof wordColumns)[number];

/** One typed array a column, all of the same length. */
export type NumberColumns = { [Name in NumberColumn]: InstanceType<(typeof numberColumns)[Name]> };
/** Names of the numeric columns. */
export const numberColumnNames = Object.keys(numberColumns) as NumberColumn[];

/** Makes numeric columns of `length` rows, all zero, in one buffer. */
export function makeNumberColumns(length: number): NumberColumns {
  let size = 0;
  const places = numberColumnNames.map((name) => {
    const { BYTES_PER_ELEMENT: width } = numberColumns[name];
    const place = Math.ceil(size / width) * width;
    size = place + length * width;
    return [name, place] as const;
  });
  const buffer = new ArrayBuffer(size);
  return Object.fromEntries(
    places.map(([name, place]) => [name, new numberColumns[name](buffer, place, length)]),
  ) as unknown as NumberColumns;
}

/** A column to be copied from: what holds floats of 4 bytes as the integers with the same bits. */
export type ColumnBits = Exclude<NumberColumns[NumberColumn], Float32Array>;

/**
 * The same memory for loops that run over all columns. V8 tells four kinds of arrays apart where they are read in one
 * place of the code; with a fifth, each access takes ten times as long and makes an object of the number.
 */
export function bitsOf(column: NumberColumns[NumberColumn]): ColumnBits {
  if (!(column instanceof Float32Array)) return column;
  return new Uint32Array(column.buffer, column.byteOffset, column.length);
}
