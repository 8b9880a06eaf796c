import path from 'node:path';
import type { EarlierPart } from '../core/fetchProtocol.ts';
import type { RequestChunk } from '../core/requestList.ts';
import { runFiles } from '../core/runFormat.ts';
import { AppendFile } from './appendFile.ts';
import { mendFiles } from './earlierFiles.ts';
import type { RunEvents } from './fetchRun.ts';
import type { PlacesByRow } from './placesByRow.ts';
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
  private readonly events: Pick<RunEvents, 'batch' | 'warning'>;
  private readonly warnings = new Set<string>();

  private readonly redaction: Redaction;

  /** `folder` exists; with `earlier` it holds the files of a run that goes on. */
  constructor(
    folder: string,
    events: Pick<RunEvents, 'batch' | 'warning'>,
    redaction: Redaction,
    earlier?: EarlierPart,
  ) {
    this.events = events;
    this.redaction = redaction;
    const lengths = earlier && mendFiles(folder, earlier);
    const failed = (error: unknown) => this.storageFailed(error);
    this.bodies = new AppendFile(path.join(folder, runFiles.bodies), failed, lengths?.bodies);
    this.requests = new AppendFile(path.join(folder, runFiles.requests), failed);
    this.records = new AppendFile(path.join(folder, runFiles.results), failed, lengths?.results);
    this.outbox = new ResultOutbox([this.requests, this.bodies, this.records], (batch) =>
      events.batch(batch),
    );
  }

  /** Stores what is asked for, so that the run can be taken up again. */
  store(chunk: RequestChunk, places: PlacesByRow | undefined): void {
    const extras = new Map(chunk.extras);
    let lines = '';
    for (let n = 0; n < chunk.urls.length; n++) {
      const index = chunk.first + n;
      lines += requestRecord(
        index,
        chunk.urls[n] ?? '',
        extras.get(index),
        places?.json(index) ?? '',
        (body) => this.bodies.append(body),
      );
    }
    this.requests.append(lines);
  }

  /** A request is under way, or waits for its next attempt. */
  move(index: number, state: 'running' | 'waiting'): void {
    this.outbox.move(index, state);
  }

  /** A request has ended. */
  end(ended: Ended): void {
    const row = this.redaction.row(resultRow(ended));
    // What was cancelled, or lacks its secrets, has not been fetched: it leaves no record, and can be taken up again.
    const isFetched = ended.outcome !== 'cancelled' && !ended.lacksSecret;
    const place = !isFetched
      ? undefined
      : this.records.append(this.redaction.record(resultRecord(ended, row)));
    if (place) [row.recordOffset, row.recordLength] = place;
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
    this.warn(`Bodies and details are no longer stored (${why}). Free space on the disk, then run again.`);
  }
}
