import { BatchPacker, type ResultBatch, type ResultRow } from '../core/resultBatch.ts';
import type { AppendFile } from './appendFile.ts';

/** ms between two batches. */
const interval = 50;

/**
 * Sends results on in batches, at most one each 50 ms, the first at once. What a batch tells of is in the run's files
 * before the batch is sent: nothing is shown that could still be lost.
 */
export class ResultOutbox {
  private readonly files: readonly AppendFile[];
  private readonly send: (batch: ResultBatch) => void;
  /** The latest state of each request that moved, and when it was begun where that is news. */
  private readonly moved = new Map<number, { state: 'running' | 'waiting'; startedAt: number }>();
  private readonly packer = new BatchPacker();
  private timer: NodeJS.Timeout | undefined;
  private lastSent = -Infinity;
  private sending: Promise<void> | undefined;

  constructor(files: readonly AppendFile[], send: (batch: ResultBatch) => void) {
    this.files = files;
    this.send = send;
  }

  /** A request is under way, or waits for its next attempt. `startedAt`: it was begun then, ms from the run's start. */
  move(index: number, state: 'running' | 'waiting', startedAt = 0): void {
    this.moved.set(index, { state, startedAt: startedAt || (this.moved.get(index)?.startedAt ?? 0) });
    this.soon();
  }

  /** A request has ended. */
  end(index: number, row: ResultRow): void {
    this.moved.delete(index);
    this.packer.add(index, row);
    this.soon();
  }

  /** Sends what there is. Never rejects. */
  async flush(): Promise<void> {
    while (this.sending) await this.sending;
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.hasNews) await this.sendNow();
  }

  private get hasNews(): boolean {
    return this.moved.size > 0 || this.packer.count > 0;
  }

  private soon(): void {
    if (this.timer || this.sending) return;
    const wait = Math.max(0, this.lastSent + interval - performance.now());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.sendNow();
    }, wait);
  }

  private async sendNow(): Promise<void> {
    const moved = [...this.moved];
    // What waits already may have been begun since the last batch.
    const started = moved.filter(([, each]) => each.state === 'running' || each.startedAt > 0);
    const waiting = moved.filter(([, each]) => each.state === 'waiting');
    const batch = this.packer.take(
      started.map(([index]) => index),
      waiting.map(([index]) => index),
      started.map(([, { startedAt }]) => startedAt),
    );
    this.moved.clear();
    this.sending = Promise.all(this.files.map((file) => file.flush())).then(() => {
      this.lastSent = performance.now();
      this.send(batch);
      this.sending = undefined;
      if (this.hasNews) this.soon();
    });
    await this.sending;
  }
}
