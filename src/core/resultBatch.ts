import {
  makeNumberColumns,
  numberColumnNames,
  type NumberColumns,
  type TextColumn,
  textColumns,
  wordColumns,
  type WordColumn,
} from './columns.ts';
import { TextPacker } from './textStore.ts';

/** What came since the last batch, in the form that crosses threads: typed arrays, to be transferred. */
export interface ResultBatch {
  /** Indexes of the requests that are under way now. */
  started: Uint32Array<ArrayBuffer>;
  /** Indexes of those that wait for their next attempt now. */
  waiting: Uint32Array<ArrayBuffer>;
  /** Indexes of the requests that ended, in the order of completion; row n of the columns belongs to index n of this. */
  ended: Uint32Array<ArrayBuffer>;
  numbers: NumberColumns;
  /** For a `TextStore`; the columns have positions within them. */
  texts: Uint8Array<ArrayBuffer>;
  textPositions: Record<TextColumn, Uint32Array<ArrayBuffer>>;
  /** Words that had not come before, the first of them as number `firstWord`; the columns have numbers of words, 0: none. */
  words: string[];
  firstWord: number;
  wordNumbers: Record<WordColumn, Uint32Array<ArrayBuffer>>;
}

/** One ended request: a value for each column. */
export type ResultRow = Record<keyof NumberColumns, number> & Record<TextColumn | WordColumn, string>;

/** More words than this are no longer looked for among those that came before. */
const mostKnownWords = 10_000;

/** Packs rows into batches, for one reader of them all: a word that has come once does not come again. */
export class BatchPacker {
  private readonly texts = new TextPacker();
  private readonly known = new Map<string, number>();
  private newWords: string[] = [];
  private nextWord = 1;

  /** Packs rows, each with the index of its request. */
  pack(
    started: readonly number[],
    ended: readonly number[],
    rows: readonly ResultRow[],
    waiting: readonly number[] = [],
  ): ResultBatch {
    const firstWord = this.nextWord;
    const numbers = makeNumberColumns(rows.length);
    for (const name of numberColumnNames) {
      const column = numbers[name];
      rows.forEach((row, n) => (column[n] = row[name]));
    }
    const columnOf = (name: TextColumn | WordColumn, numberOf: (text: string) => number) => {
      const column = new Uint32Array(rows.length);
      rows.forEach((row, n) => (column[n] = numberOf(row[name])));
      return [name, column] as const;
    };
    const textPositions = Object.fromEntries(
      textColumns.map((name) => columnOf(name, (text) => this.texts.add(text))),
    ) as ResultBatch['textPositions'];
    const wordNumbers = Object.fromEntries(
      wordColumns.map((name) => columnOf(name, (word) => this.wordNumber(word))),
    ) as ResultBatch['wordNumbers'];
    const words = this.newWords;
    this.newWords = [];
    return {
      started: Uint32Array.from(started),
      waiting: Uint32Array.from(waiting),
      ended: Uint32Array.from(ended),
      numbers,
      texts: this.texts.take(),
      textPositions,
      words,
      firstWord,
      wordNumbers,
    };
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
export function batchBuffers(batch: ResultBatch): ArrayBufferLike[] {
  const { started, waiting, ended, numbers, texts, textPositions, wordNumbers } = batch;
  const columns = [numbers, textPositions, wordNumbers].flatMap((each) => Object.values(each));
  return [started, waiting, ended, texts, ...columns].map(({ buffer }) => buffer);
}
