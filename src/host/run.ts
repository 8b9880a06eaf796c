import * as vscode from 'vscode';
import type { Failure, FetchDetails, FetchResult, GatherRun } from '../api.ts';
import { lazyArray } from '../core/lazyArray.ts';
import type { ResolvedOptions } from '../core/options.ts';
import type { RequestList } from '../core/requestList.ts';
import { RunFields } from '../core/runFields.ts';
import { type EndState, isOpenState, type RunState } from '../core/runFormat.ts';
import { batchBuffers, type ResultBatch } from '../core/resultBatch.ts';
import { ResultsTable } from '../core/resultsTable.ts';
import { firstOutcome } from '../core/rowState.ts';
import type { Summary } from '../core/summary.ts';
import type { RunSource } from './runSource.ts';
import type { RunSpec } from './runSpec.ts';
import { slabCodec } from './slabCodec.ts';
import { StoredAnswers } from './storedAnswers.ts';
import { UserError } from './userError.ts';

/** One go at a list of requests: the one truth about what became of them, for every view and for the API's callers. */
export class Run implements GatherRun {
  readonly id: string;
  /** Counts the runs of this window from 1: what a person calls it by. */
  readonly number: number;
  readonly title: string;
  readonly requests: RequestList;
  readonly options: ResolvedOptions;
  readonly source: RunSource | undefined;
  readonly part: boolean;
  /** What of its documents was left out, for a person; of a run that was read back, what had not been stored. */
  readonly leftOut: string | undefined;
  readonly byCommand: boolean;
  /** ms since 1970. */
  readonly startedAt: number;
  readonly table: ResultsTable;
  /** What is wanted of each answer. */
  readonly fields: RunFields;

  private readonly answers = new StoredAnswers(this);
  private place: string;
  private notStoredReason: string | undefined;
  private startClock = performance.now();
  private endClock: number | undefined;
  private endState: EndState | undefined;
  private restFailure: Failure | undefined;
  private cancelled = false;
  private interrupted = false;
  private allResults: Promise<readonly FetchResult[]> | undefined;
  private readonly tellWorker: (index?: number) => void;
  private readonly changes = new vscode.EventEmitter<void>();
  private readonly endings = new vscode.EventEmitter<void>();
  private readonly fieldChanges = new vscode.EventEmitter<void>();
  private next = Promise.withResolvers<void>();
  private readonly ended = Promise.withResolvers<void>();

  /** Once for each batch that came, and at the end. */
  readonly onDidChange = this.changes.event;
  /** Once, after the last change. */
  readonly onDidEnd = this.endings.event;
  /** Its fields are others, or have more values; also after the end. */
  readonly onDidChangeFields = this.fieldChanges.event;

  constructor(
    spec: RunSpec,
    place: { id: string; number: number; folder: string; startedAt?: number },
    cancel: (index?: number) => void,
  ) {
    this.id = place.id;
    this.number = place.number;
    this.place = place.folder;
    this.startedAt = place.startedAt ?? Date.now();
    this.title = spec.title;
    this.requests = spec.requests;
    this.options = spec.options;
    this.source = spec.source;
    this.part = spec.part ?? false;
    this.leftOut = spec.leftOut;
    this.byCommand = spec.byCommand;
    this.table = new ResultsTable(spec.requests, slabCodec);
    this.fields = new RunFields(spec.requests.length, spec.fields);
    this.tellWorker = cancel;
  }

  get running(): boolean {
    return this.endClock === undefined;
  }

  get state(): RunState {
    return this.endState ?? 'running';
  }

  /** Where its files are. */
  get folder(): string {
    return this.place;
  }

  /** Its files go into this folder, from the first on. */
  storeIn(folder: string): void {
    this.place = folder;
  }

  /** Why nothing of it is stored; `undefined`: it is. */
  get notStored(): string | undefined {
    return this.notStoredReason;
  }

  /** The disk takes nothing of it. */
  storeNowhere(reason: string): void {
    this.notStoredReason = reason;
  }

  /** Why those failed that had no answer when the run ended. */
  get failure(): Failure | undefined {
    return this.restFailure;
  }

  /** Whether the run as a whole has been cancelled. */
  get wasCancelled(): boolean {
    return this.cancelled;
  }

  summary(): Summary {
    return this.table.summary((this.endClock ?? performance.now()) - this.startClock);
  }

  cancel(index?: number): void {
    if (!this.running) return;
    if (index !== undefined && !this.has(index)) return;
    if (index === undefined) this.cancelled = true;
    this.tellWorker(index);
  }

  /** Takes in what came from the worker; nothing of the batch may be used afterwards. */
  put(batch: ResultBatch): void {
    this.table.put(batch);
    // Left to the collector, the memory of hundreds of batches would come back late.
    for (const buffer of batchBuffers(batch)) buffer.transfer(0);
    this.change();
  }

  /** Who changes its fields says so. */
  fieldsChanged(): void {
    this.fieldChanges.fire();
  }

  /** The run goes on after so many ms in an earlier window. */
  continueAfter(milliseconds: number): void {
    this.startClock = performance.now() - milliseconds;
  }

  /** The window closes: when the run ends now, it has been interrupted, and can be resumed. */
  interrupt(): void {
    if (this.running) this.cancelled = this.interrupted = true;
  }

  /** The run had ended before it was read back. In one that is interrupted or incomplete, requests stay that have not ended. */
  endAsStored(state: EndState, wallTime: number, failure?: Failure): void {
    if (failure) this.table.failRest(failure);
    else if (!isOpenState(state)) this.table.cancelRest();
    this.restFailure = failure;
    // To the last digit, as it was stored.
    this.startClock = 0;
    this.endClock = wallTime;
    this.conclude(state);
  }

  /** The run is over. What has not ended by then was cancelled with the run, or failed for the reason given. */
  end(failure?: Failure): void {
    if (!this.running) return;
    const isComplete = this.table.ended === this.table.length;
    if (!isComplete && !this.cancelled) {
      this.restFailure = failure ?? { kind: 'internal', message: noAnswerMessage() };
      this.table.failRest(this.restFailure);
    } else {
      this.table.cancelRest();
    }
    this.endClock = performance.now();
    const wasCutShort = this.cancelled && this.summary().cancelled > 0;
    this.conclude(
      this.interrupted ? 'interrupted' : wasCutShort ? 'cancelled' : this.restFailure ? 'failed' : 'done',
    );
  }

  private conclude(state: EndState): void {
    this.endState = state;
    this.change();
    this.ended.resolve();
    this.endings.fire();
    this.changes.dispose();
    this.endings.dispose();
  }

  get results(): Promise<readonly FetchResult[]> {
    this.allResults ??= this.ended.promise.then(() => {
      const { table } = this;
      if (table.ended === table.length) return lazyArray(table.length, (index) => this.result(index));
      // It was interrupted.
      const ended = Uint32Array.from({ length: table.ended }, (_, nth) => table.endedAs(nth)).sort();
      return lazyArray(ended.length, (nth) => this.result(ended[nth] ?? 0));
    });
    return this.allResults;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<FetchResult, void, undefined> {
    for (let nth = 0; ; nth++) {
      while (nth >= this.table.ended) {
        if (!this.running) return;
        await this.next.promise;
      }
      yield this.result(this.table.endedAs(nth));
    }
  }

  async details(index: number): Promise<FetchDetails> {
    this.mustHaveEnded(index);
    return this.answers.details(index);
  }

  async body(index: number): Promise<Uint8Array> {
    this.mustHaveEnded(index);
    return this.answers.body(index);
  }

  /** The first bytes of a body, `most` of them at the most. */
  async bodyStart(index: number, most: number): Promise<Uint8Array> {
    this.mustHaveEnded(index);
    return this.answers.bodyStart(index, most);
  }

  async text(index: number): Promise<string> {
    this.mustHaveEnded(index);
    return this.answers.text(index);
  }

  async json(index: number): Promise<unknown> {
    this.mustHaveEnded(index);
    return this.answers.json(index);
  }

  private has(index: number): boolean {
    return Number.isInteger(index) && index >= 0 && index < this.table.length;
  }

  private result(index: number): FetchResult {
    if (!this.has(index)) throw new UserError(vscode.l10n.t('The run has no request {0}.', index));
    const result = this.table.result(index);
    if (!result) throw new UserError(vscode.l10n.t('Request {0} has not ended yet.', index));
    return result;
  }

  private mustHaveEnded(index: number): void {
    if (!this.has(index) || this.table.number('state', index) < firstOutcome) this.result(index);
  }

  private change(): void {
    this.next.resolve();
    this.next = Promise.withResolvers();
    this.changes.fire();
  }
}

function noAnswerMessage(): string {
  return vscode.l10n.t('The run ended without an answer to this request. Run again.');
}
