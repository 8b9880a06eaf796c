import {
  makeNumberColumns,
  type NumberColumn,
  numberColumnNames,
  type NumberColumns,
  type TextColumn,
  type WordColumn,
} from './columns.ts';
import { TextPacker } from './textStore.ts';

/** What came since the last batch, in the form that crosses threads: typed arrays, to be transferred. */
export interface ResultBatch {
  /** Indexes of the requests that are under way now. */
  started: Uint32Array<ArrayBuffer>;
  /** When each of them was begun, ms from the run's start; 0: it has been told. */
  startedAt: Float64Array<ArrayBuffer>;
  /** Indexes of those that wait for their next attempt now. */
  waiting: Uint32Array<ArrayBuffer>;
  /** Indexes of the requests that ended, in the order of completion; row n of the columns belongs to index n of this. */
  ended: Uint32Array<ArrayBuffer>;
  numbers: NumberColumns;
  /** For a `TextStore`; the columns have positions within them. */
  texts: Uint8Array<ArrayBuffer>;
  /** Words that had not come before, the first of them as number `firstWord`. */
  words: string[];
  firstWord: number;
}

/** One ended request: a value for each column. */
export type ResultRow = Record<Exclude<NumberColumn, TextColumn | WordColumn>, number> &
  Record<TextColumn | WordColumn, string>;

/** More words than this are no longer looked for among those that came before. */
const mostKnownWords = 10_000;

/** Rows for which the columns of a batch have room at first. */
const firstRoom = 256;

/** Packs rows into batches, for one reader of them all: a word that has come once does not come again. */
export class BatchPacker {
  private readonly texts = new TextPacker();
  private readonly known = new Map<string, number>();
  private ended = new Uint32Array(firstRoom);
  private numbers = makeNumberColumns(firstRoom);
  private newWords: string[] = [];
  private nextWord = 1;
  /** Rows that have been added since the last batch. */
  count = 0;

  /** Adds a row, with the index of its request. Column by column by hand: a loop over names takes ten times as long. */
  add(index: number, row: ResultRow): void {
    if (this.count === this.ended.length) this.grow();
    const at = this.count++;
    const { numbers } = this;
    this.ended[at] = index;
    numbers.state[at] = row.state;
    numbers.status[at] = row.status;
    numbers.hops[at] = row.hops;
    numbers.attempts[at] = row.attempts;
    numbers.flags[at] = row.flags;
    numbers.failureKind[at] = row.failureKind;
    numbers.phase[at] = row.phase;
    numbers.start[at] = row.start;
    numbers.waited[at] = row.waited;
    numbers.dns[at] = row.dns;
    numbers.connect[at] = row.connect;
    numbers.tls[at] = row.tls;
    numbers.firstByte[at] = row.firstByte;
    numbers.download[at] = row.download;
    numbers.total[at] = row.total;
    numbers.wireBytes[at] = row.wireBytes;
    numbers.bodyBytes[at] = row.bodyBytes;
    numbers.characters[at] = row.characters;
    numbers.bodyOffset[at] = row.bodyOffset;
    numbers.recordOffset[at] = row.recordOffset;
    numbers.recordLength[at] = row.recordLength;
    numbers.url[at] = this.texts.add(row.url);
    numbers.title[at] = this.texts.add(row.title);
    numbers.preview[at] = this.texts.add(row.preview);
    numbers.contentType[at] = this.wordNumber(row.contentType);
    numbers.charset[at] = this.wordNumber(row.charset);
    numbers.code[at] = this.wordNumber(row.code);
    numbers.message[at] = this.wordNumber(row.message);
  }

  /** A batch of the rows that have been added, and of what else has moved. */
  take(
    started: readonly number[] = [],
    waiting: readonly number[] = [],
    startedAt: readonly number[] = started.map(() => 0),
  ): ResultBatch {
    const { count, newWords: words } = this;
    const ended = this.ended.slice(0, count);
    const numbers = makeNumberColumns(count);
    for (const name of numberColumnNames) numbers[name].set(this.numbers[name].subarray(0, count));
    this.count = 0;
    this.newWords = [];
    return {
      started: Uint32Array.from(started),
      startedAt: Float64Array.from(startedAt),
      waiting: Uint32Array.from(waiting),
      ended,
      numbers,
      texts: this.texts.take(),
      words,
      firstWord: this.nextWord - words.length,
    };
  }

  private grow(): void {
    const { ended, numbers } = this;
    this.ended = new Uint32Array(2 * ended.length);
    this.ended.set(ended);
    this.numbers = makeNumberColumns(2 * ended.length);
    for (const name of numberColumnNames) this.numbers[name].set(numbers[name]);
  }

  private wordNumber(word: string): number {
    if (word === '') return 0;
    const known = this.known.get(word);
    if (known !== undefined) return known;
    const number = this.nextWord++;
    this.newWords.push(word);
    if (this.known.size < mostKnownWords) this.known.set(word, number);
    return number;
  }
}

/** The buffers of a batch, for the transfer list of `postMessage`. */
export function batchBuffers(batch: ResultBatch): ArrayBuffer[] {
  const { started, startedAt, waiting, ended, numbers, texts } = batch;
  // All columns of numbers lie in one.
  return [started, startedAt, waiting, ended, texts, numbers.state].map(({ buffer }) => buffer);
}
