import path from 'node:path';
import { AppendFile } from './appendFile.ts';
import type { RunEvents } from './fetchRun.ts';
import { ResultOutbox } from './resultOutbox.ts';
import { resultRecord } from './resultRecord.ts';
import { type Ended, resultRow } from './resultRow.ts';

/** What leaves a run: bodies and details into the files of its folder, results in batches, warnings. */
export class RunOutput {
  readonly bodies: AppendFile;
  private readonly records: AppendFile;
  private readonly outbox: ResultOutbox;
  private readonly events: Pick<RunEvents, 'batch' | 'warning'>;
  private readonly warnings = new Set<string>();

  /** `folder` exists. */
  constructor(folder: string, events: Pick<RunEvents, 'batch' | 'warning'>) {
    this.events = events;
    const failed = (error: unknown) => this.storageFailed(error);
    this.bodies = new AppendFile(path.join(folder, 'bodies'), failed);
    this.records = new AppendFile(path.join(folder, 'results.ndjson'), failed);
    this.outbox = new ResultOutbox([this.bodies, this.records], (batch) => events.batch(batch));
  }

  /** A request is under way, or waits for its next attempt. */
  move(index: number, state: 'running' | 'waiting'): void {
    this.outbox.move(index, state);
  }

  /** A request has ended. */
  end(ended: Ended): void {
    const row = resultRow(ended);
    // What was cancelled has not been fetched: it leaves no record.
    const place = ended.outcome === 'cancelled' ? undefined : this.records.append(resultRecord(ended, row));
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
    await Promise.all([this.bodies.close(), this.records.close()]);
  }

  private storageFailed(error: unknown): void {
    // By its code, which is the same for both files, it is said once.
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    this.warn(`Bodies and details are no longer stored (${why}). Free space on the disk, then run again.`);
  }
}
