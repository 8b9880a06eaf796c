const flushLength = 64 * 1024;
const flushMilliseconds = 50;

/** The part of an output channel that is written to. */
export interface TextSink {
  append(text: string): void;
}

/** Gathers lines and appends them to a channel every 50 ms or 64 KiB: a flood of small appends freezes VS Code. */
export class BatchedChannel {
  private readonly sink: TextSink;
  private waiting = '';
  private timer: NodeJS.Timeout | undefined;

  constructor(sink: TextSink) {
    this.sink = sink;
  }

  writeLine(line: string): void {
    this.waiting += `${line}\n`;
    if (this.waiting.length >= flushLength) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), flushMilliseconds);
  }

  /** Appends what waits. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting === '') return;
    this.sink.append(this.waiting);
    this.waiting = '';
  }

  dispose(): void {
    this.flush();
  }
}
