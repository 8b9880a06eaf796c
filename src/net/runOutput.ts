import path from 'node:path';
import type { EarlierPart } from '../core/fetchProtocol.ts';
import type { RequestChunk } from '../core/requestList.ts';
import type { PlacesByRow } from '../core/placesByRow.ts';
import { runFiles } from '../core/runFormat.ts';
import { AppendFile } from './appendFile.ts';
import { mendFiles } from './earlierFiles.ts';
import { JsonLine } from './jsonLine.ts';
import type { RunEvents } from './fetchRun.ts';
import type { Redaction } from './redaction.ts';
import { requestRecord } from './requestRecord.ts';
import { ResultOutbox } from './resultOutbox.ts';
import { resultRecord } from './resultRecord.ts';
import { type Ended, resultRow } from './resultRow.ts';

/** What leaves a run: what it asked for, bodies and details into the files of its folder, results in batches, warnings. */
export class RunOutput {
  readonly bodies: AppendFile;
  private readonly requests: AppendFile;
  private readonly records: AppendFile;
  private readonly outbox: ResultOutbox;
  private readonly line = new JsonLine();
  private readonly events: Pick<RunEvents, 'batch' | 'warning'>;
  private readonly warnings = new Set<string>();

  private readonly redaction: Redaction;
  /** Of a run that goes on. */
  private readonly storedRequests: number;

  /** `folder` exists; with `earlier` it holds the files of a run that goes on. Without one nothing is stored. */
  constructor(
    folder: string | undefined,
    events: Pick<RunEvents, 'batch' | 'warning'>,
    redaction: Redaction,
    earlier?: EarlierPart,
  ) {
    this.events = events;
    this.redaction = redaction;
    this.storedRequests = earlier?.requests.count ?? 0;
    const lengths = folder !== undefined && earlier ? mendFiles(folder, earlier) : undefined;
    const pathOf = (name: string) => (folder === undefined ? undefined : path.join(folder, name));
    const failed = (error: unknown) => this.storageFailed(error);
    this.bodies = new AppendFile(pathOf(runFiles.bodies), failed, lengths?.bodies);
    this.requests = new AppendFile(pathOf(runFiles.requests), failed);
    this.records = new AppendFile(pathOf(runFiles.results), failed, lengths?.results);
    this.outbox = new ResultOutbox([this.requests, this.bodies, this.records], (batch) =>
      events.batch(batch),
    );
  }

  /** Stores what is asked for, so that the run can be taken up again; what is stored already stays. */
  store(chunk: RequestChunk, places: PlacesByRow | undefined): void {
    const extras = new Map(chunk.extras);
    const { line } = this;
    for (let n = Math.max(0, this.storedRequests - chunk.first); n < chunk.urls.length; n++) {
      const index = chunk.first + n;
      const url = chunk.urls[n] ?? '';
      const place = places?.json(index) ?? '';
      requestRecord(line, index, url, extras.get(index), place, (body) => this.bodies.append(body));
      this.requests.append(line.take());
    }
  }

  /** Calls back, once, when more requests may be stored. */
  onceRoom(callback: () => void): void {
    if (this.requests.isFull) this.requests.onceRoom(callback);
    else callback();
  }

  /** A request is under way, or waits for its next attempt. `startedAt`: it was begun then, ms from the run's start. */
  move(index: number, state: 'running' | 'waiting', startedAt?: number): void {
    this.outbox.move(index, state, startedAt);
  }

  /** A request has ended. */
  end(ended: Ended): void {
    const row = this.redaction.row(resultRow(ended));
    // What was cancelled, or lacks its secrets, has not been fetched: it leaves no record, and can be taken up again.
    const isFetched = ended.outcome !== 'cancelled' && !ended.lacksSecret;
    if (isFetched) {
      resultRecord(this.line, ended, row);
      const place = this.records.append(this.redaction.record(this.line.take()));
      if (place) [row.recordOffset, row.recordLength] = place;
    }
    this.outbox.end(ended.index, row);
  }

  /** Says something that is no single request's failure, once, however many requests it concerns. */
  warn(message: string): void {
    if (this.warnings.has(message)) return;
    this.warnings.add(message);
    this.events.warning(message);
  }

  /** Sends and writes all that there is. Never rejects. */
  async close(): Promise<void> {
    await this.outbox.flush();
    await Promise.all([this.requests, this.bodies, this.records].map((file) => file.close()));
  }

  private storageFailed(error: unknown): void {
    // By its code, which is the same for all files, it is said once.
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    this.warn(
      `Not all of what comes is stored any more (${why}), and would be gone after a reload of the window. Free space on the disk, then run again.`,
    );
  }
}
