import { type FileHandle, open } from 'node:fs/promises';

/** ms between two times that the disk is asked to keep what it was given. */
const syncInterval = 1000;
const stagingSize = 256 * 1024;
/** Bytes that may wait to be written before those who append should pause. */
const backlogLimit = 4 * 1024 * 1024;
/** Staging buffers that have been written and serve any file again, as many as are needed while nobody has to pause. */
const spares: Buffer[] = [];

/**
 * A file that only grows. Small pieces are gathered into large writes; one write is under way at a time. After a write
 * that failed (a full disk) nothing more is written, `failed` is called once, and `append` returns `undefined`.
 */
export class AppendFile {
  /** Bytes that have been appended but are not in the file yet. */
  pendingBytes = 0;

  private readonly path: string;
  private readonly waitingForRoom = new Set<() => void>();
  private readonly failed: (error: unknown) => void;
  private handle: FileHandle | undefined;
  private broken: boolean;
  private length: number;
  private staging = takeBuffer();
  private staged = 0;
  private readonly queue: Buffer[] = [];
  private writing: Promise<void> | undefined;
  private syncing: Promise<void> | undefined;
  private lastSync = performance.now();

  /** `length` is that of the file, where there is one already. Without a path nothing is written, as after a failure. */
  constructor(path: string | undefined, failed: (error: unknown) => void, length = 0) {
    this.path = path ?? '';
    this.broken = path === undefined;
    this.failed = failed;
    this.length = length;
  }

  /** Appends bytes, which may be reused afterwards, or a text in UTF-8. Returns offset and length, in bytes. */
  append(content: Uint8Array | string): [offset: number, length: number] | undefined {
    if (this.broken) return undefined;
    // No UTF-16 code unit becomes more than three bytes.
    const most = content.length * (typeof content === 'string' ? 3 : 1);
    if (most > stagingSize - this.staged) this.seal();
    const offset = this.length;
    let { length } = content;
    if (most > stagingSize) {
      const copy = Buffer.from(content as string);
      ({ length } = copy);
      this.queue.push(copy);
    } else if (typeof content === 'string') {
      length = this.staging.write(content, this.staged);
      this.staged += length;
    } else {
      this.staging.set(content, this.staged);
      this.staged += length;
    }
    this.length += length;
    this.pendingBytes += length;
    if (this.queue.length > 0) void this.write();
    return [offset, length];
  }

  /** Whether so much waits for the disk that whoever appends should pause. */
  get isFull(): boolean {
    return this.pendingBytes > backlogLimit;
  }

  /** Calls back, once, when there is room again. */
  onceRoom(callback: () => void): void {
    this.waitingForRoom.add(callback);
  }

  /** Resolves when all that was appended before is in the file, or never will be. Never rejects. */
  async flush(): Promise<void> {
    this.seal();
    if (this.queue.length > 0) void this.write();
    // A write that is under way may have begun too early; the one that follows it takes all that waits.
    await this.writing;
    await this.writing;
  }

  /** Flushes and closes. */
  async close(): Promise<void> {
    await this.flush();
    await this.syncing;
    await this.handle?.close().catch(() => undefined);
    this.handle = undefined;
  }

  private giveRoom(): void {
    const callbacks = [...this.waitingForRoom];
    this.waitingForRoom.clear();
    for (const callback of callbacks) callback();
  }

  private seal(): void {
    if (this.staged === 0) return;
    this.queue.push(this.staging.subarray(0, this.staged));
    this.staging = takeBuffer();
    this.staged = 0;
  }

  /** Writes all that waits, and what comes to wait meanwhile. */
  private write(): Promise<void> {
    this.writing ??= this.writeQueue().finally(() => {
      this.writing = undefined;
      if (this.queue.length > 0) void this.write();
    });
    return this.writing;
  }

  /** What is written outlives the process; now and then it is made to outlive a power failure too. Nobody waits for it. */
  private sync(handle: FileHandle): void {
    if (this.syncing || performance.now() - this.lastSync < syncInterval) return;
    this.lastSync = performance.now();
    this.syncing = handle
      .datasync()
      // Some file systems cannot.
      .catch(() => undefined)
      .finally(() => {
        this.syncing = undefined;
      });
  }

  private async writeQueue(): Promise<void> {
    const buffers = this.queue.splice(0);
    try {
      if (!this.broken) {
        this.handle ??= await open(this.path, 'a');
        for (const buffer of buffers) await this.handle.appendFile(buffer);
        this.sync(this.handle);
      }
    } catch (error) {
      this.broken = true;
      this.failed(error);
    } finally {
      for (const buffer of buffers) {
        this.pendingBytes -= buffer.length;
        if (buffer.buffer.byteLength === stagingSize) giveBuffer(buffer.buffer as ArrayBuffer);
      }
      if (!this.isFull) this.giveRoom();
    }
  }
}

function takeBuffer(): Buffer {
  return spares.pop() ?? Buffer.allocUnsafeSlow(stagingSize);
}

function giveBuffer(memory: ArrayBuffer): void {
  if (spares.length < backlogLimit / stagingSize) spares.push(Buffer.from(memory));
  // Left to the collector, it would come back late.
  else memory.transfer(0);
}
