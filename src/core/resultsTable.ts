import type { Failure, FetchResult, Outcome } from '../api.ts';
import {
  bitsOf,
  type ColumnBits,
  flag,
  makeNumberColumns,
  type NumberColumn,
  numberColumnNames,
  type NumberColumns,
  type TextColumn,
  textColumns,
  type WordColumn,
  wordColumns,
} from './columns.ts';
import { failureKinds, phases } from './failureKinds.ts';
import type { RequestList } from './requestList.ts';
import type { ResultBatch } from './resultBatch.ts';
import { firstOutcome, rowStates, type RowState, stateCode } from './rowState.ts';
import type { Summary } from './summary.ts';
import type { TextBytes } from './textBytes.ts';
import type { SlabCodec } from './textSlabs.ts';
import { TextStore } from './textStore.ts';
import { toMicroseconds } from './toMicroseconds.ts';

/** The results of one run by index, in columns: the one truth about what became of each request. */
export class ResultsTable {
  readonly requests: RequestList;
  private readonly numbers: NumberColumns;
  private readonly texts: TextStore;
  private readonly words = [''];
  /** What is added to a word's number in the batches of one packer. */
  private wordBase = 0;
  private readonly counts = rowStates.map(() => 0);
  private readonly order: Uint32Array;
  private endedCount = 0;
  private sumOfTimes = 0;
  private bodyBytes = 0;
  private wireBytes = 0;

  /** `codec` packs texts that are seldom read. */
  constructor(requests: RequestList, codec?: SlabCodec) {
    this.requests = requests;
    this.texts = new TextStore(codec);
    this.numbers = makeNumberColumns(requests.length);
    this.order = new Uint32Array(requests.length);
    this.counts[stateCode.queued] = requests.length;
  }

  get length(): number {
    return this.requests.length;
  }

  /** How many requests have ended. */
  get ended(): number {
    return this.endedCount;
  }

  /** The index of the request that ended as the `nth`, from 0; `nth` is below `ended`. */
  endedAs(nth: number): number {
    return this.order[nth] ?? 0;
  }

  /** Takes in a batch. What has ended stays as it is: a second result for the same request is dropped. */
  put(batch: ResultBatch): void {
    const { state, start } = this.numbers;
    const isOpen = (index: number) => (state[index] ?? 0) < firstOutcome;
    batch.started.forEach((index, nth) => {
      const at = batch.startedAt[nth] ?? 0;
      if (at > 0 && isOpen(index)) start[index] = at;
    });
    this.move(batch.started, stateCode.running);
    this.move(batch.waiting, stateCode.waiting);
    const rows: number[] = [];
    batch.ended.forEach((index, row) => {
      if (isOpen(index)) rows.push(row);
    });
    const textBase = this.texts.add(batch.texts);
    if (batch.firstWord === 1) this.wordBase = this.words.length - 1;
    for (const word of batch.words) this.words.push(word);
    // Column by column: loops over one typed array each are many times faster than rows over all columns.
    for (const name of numberColumnNames) {
      if (name === 'state') continue;
      const base = isIn(textColumns, name) ? textBase : isIn(wordColumns, name) ? this.wordBase : 0;
      scatter(bitsOf(this.numbers[name]), bitsOf(batch.numbers[name]), batch.ended, rows, base);
    }
    for (const row of rows) this.end(batch.ended[row] ?? 0, batch.numbers.state[row] ?? stateCode.failed);
  }

  /** Ends what has not ended yet as cancelled: for a run whose worker no longer answers. */
  cancelRest(): void {
    this.endRest(stateCode.cancelled);
  }

  /** Ends what has not ended yet as failed: for a run whose worker is gone. */
  failRest(failure: Failure): void {
    const message = this.words.push(failure.message) - 1;
    const code = failure.code === undefined ? 0 : this.words.push(failure.code) - 1;
    const kind = 1 + failureKinds.indexOf(failure.kind);
    for (const index of this.endRest(stateCode.failed)) {
      this.numbers.failureKind[index] = kind;
      this.numbers.code[index] = code;
      this.numbers.message[index] = message;
    }
  }

  number(column: NumberColumn, index: number): number {
    return this.numbers[column][index] ?? 0;
  }

  /** All numbers of a column, as they are now; not to be written to. */
  column<Name extends NumberColumn>(name: Name): NumberColumns[Name] {
    return this.numbers[name];
  }

  text(column: TextColumn | WordColumn, index: number): string {
    const number = this.number(column, index);
    return isIn(textColumns, column) ? this.texts.get(number) : (this.words[number] ?? '');
  }

  /** Puts a text in a place of others. */
  putText(column: TextColumn, index: number, texts: TextBytes, place: number): void {
    this.texts.put(this.number(column, index), texts, place);
  }

  has(bit: keyof typeof flag, index: number): boolean {
    return (this.number('flags', index) & flag[bit]) !== 0;
  }

  state(index: number): RowState {
    return rowStates[this.number('state', index)] ?? 'queued';
  }

  /** Whether a request has ended, however it ended. */
  hasEnded(index: number): boolean {
    return this.number('state', index) >= firstOutcome;
  }

  /** Whether a request was fetched, and what came of it was not stored: its body and details are nowhere. */
  lacksRecord(index: number): boolean {
    const wasFetched =
      this.number('attempts', index) > 0 && this.number('state', index) !== stateCode.cancelled;
    return wasFetched && this.number('recordLength', index) === 0;
  }

  /**
   * Milliseconds from the sending of a request to the end of its answer. What came before depends on whether it was the
   * first to its host, and says nothing of the URL.
   */
  answerTime(index: number): number {
    return this.number('firstByte', index) + this.number('download', index);
  }

  /** The result of a request that has ended; `undefined` before. */
  result(index: number): FetchResult | undefined {
    const code = this.number('state', index);
    if (code < firstOutcome) return undefined;
    const number = (column: NumberColumn) => this.number(column, index);
    // A column of 32-bit floats gives a time back with digits that it never had.
    const milliseconds = (column: NumberColumn) => toMicroseconds(number(column));
    const text = (column: TextColumn | WordColumn) => this.text(column, index);
    const request = this.requests.get(index);
    const kind = failureKinds[number('failureKind') - 1];
    const phase = phases[number('phase') - 1];
    return {
      index,
      request,
      outcome: rowStates[code] as Outcome,
      ...(number('status') > 0 && { status: number('status') }),
      url: text('url') || request.url,
      hops: number('hops'),
      ...(this.has('moved', index) && { moved: true as const }),
      attempts: number('attempts'),
      ...(kind && {
        failure: {
          kind,
          ...(phase && { phase }),
          ...(text('code') && { code: text('code') }),
          message: text('message'),
        },
      }),
      ...(this.has('blocked', index) && { verdict: 'blocked' as const }),
      timings: {
        start: milliseconds('start'),
        waited: milliseconds('waited'),
        dns: milliseconds('dns'),
        connect: milliseconds('connect'),
        tls: milliseconds('tls'),
        firstByte: milliseconds('firstByte'),
        download: milliseconds('download'),
        reused: this.has('reused', index),
        total: milliseconds('total'),
      },
      wireBytes: number('wireBytes'),
      bodyBytes: number('bodyBytes'),
      ...(number('characters') > 0 && { characters: number('characters') - 1 }),
      ...(this.has('truncated', index) && { truncated: true as const }),
      ...(text('contentType') && { contentType: text('contentType') }),
      ...(text('charset') && { charset: text('charset') }),
      ...(text('title') && { title: text('title') }),
      preview: text('preview'),
    };
  }

  /** Where the run stands; `wallTime` is the caller's to know. */
  summary(wallTime: number): Summary {
    const count = (state: RowState) => this.counts[stateCode[state]] ?? 0;
    return {
      count: this.length,
      running: count('running'),
      waiting: count('waiting'),
      ok: count('ok'),
      httpError: count('httpError'),
      failed: count('failed'),
      cancelled: count('cancelled'),
      wallTime,
      sumOfTimes: this.sumOfTimes,
      bodyBytes: this.bodyBytes,
      wireBytes: this.wireBytes,
    };
  }

  private end(index: number, state: number): void {
    this.setState(index, state);
    this.order[this.endedCount++] = index;
    // What was broken off tells nothing of how long it would have taken.
    if (state !== stateCode.cancelled) this.sumOfTimes += this.numbers.total[index] ?? 0;
    this.bodyBytes += this.numbers.bodyBytes[index] ?? 0;
    this.wireBytes += this.numbers.wireBytes[index] ?? 0;
  }

  /** Ends what has not ended yet, which has no times and no bytes to sum up; gives the indexes. In one loop, as it may be a million. */
  private endRest(code: number): Uint32Array {
    const { state } = this.numbers;
    const before = this.endedCount;
    for (let index = 0; index < state.length; index++) {
      if ((state[index] ?? 0) >= firstOutcome) continue;
      state[index] = code;
      this.order[this.endedCount++] = index;
    }
    this.counts.fill(0, 0, firstOutcome);
    this.counts[code] = (this.counts[code] ?? 0) + this.endedCount - before;
    return this.order.subarray(before, this.endedCount);
  }

  /** Requests that have not ended are now in this state. */
  private move(indexes: Uint32Array, state: number): void {
    for (const index of indexes) {
      if ((this.numbers.state[index] ?? 0) < firstOutcome) this.setState(index, state);
    }
  }

  private setState(index: number, state: number): void {
    const before = this.numbers.state[index] ?? 0;
    this.counts[before] = (this.counts[before] ?? 0) - 1;
    this.counts[state] = (this.counts[state] ?? 0) + 1;
    this.numbers.state[index] = state;
  }
}

function isIn(names: readonly string[], name: string): boolean {
  return names.includes(name);
}

/** Copies the given rows of a column, adding `base`, to the places that `ended` names. What is 0 stays so: memory that is never written is never taken. */
function scatter(
  to: ColumnBits,
  from: ColumnBits,
  ended: Uint32Array,
  rows: readonly number[],
  base: number,
): void {
  for (const row of rows) {
    const value = from[row] ?? 0;
    if (value !== 0) to[ended[row] ?? 0] = value + base;
  }
}
