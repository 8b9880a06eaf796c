import { type FileHandle, open, rm } from 'node:fs/promises';

const bufferBytes = 1024 * 1024;

/** A file that is written from its beginning to its end, and that is gone again where that does not succeed. */
export class NewFile {
  private readonly handle: FileHandle;
  private readonly path: string;
  /** Made with the first text: files of bytes need none. */
  private buffer: Buffer = Buffer.alloc(0);
  private filled = 0;

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.handle = handle;
  }

  /** Makes the file. Rejects, and leaves alone what is there, where there is one of this name already (`EEXIST`). */
  static async make(path: string): Promise<NewFile> {
    return new NewFile(path, await open(path, 'wx'));
  }

  /** Takes a text in; resolves when there is room for more. */
  async text(text: string): Promise<void> {
    // No UTF-16 code unit becomes more than three bytes.
    const most = 3 * text.length;
    if (most > bufferBytes - this.filled) await this.flush();
    if (most > bufferBytes) return this.write(Buffer.from(text));
    if (this.buffer.length === 0) this.buffer = Buffer.allocUnsafeSlow(bufferBytes);
    this.filled += this.buffer.write(text, this.filled);
  }

  /** Writes bytes, which may be used for others when this resolves. */
  async bytes(bytes: Uint8Array): Promise<void> {
    await this.flush();
    await this.write(bytes);
  }

  /** Writes the rest and closes the file; where that fails the file is gone. */
  async end(): Promise<void> {
    try {
      await this.flush();
      await this.handle.close();
    } catch (error) {
      await this.remove();
      throw error;
    }
  }

  /** Deletes the file. Never rejects. */
  async remove(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    await rm(this.path, { force: true }).catch(() => undefined);
  }

  private async flush(): Promise<void> {
    if (this.filled === 0) return;
    const { filled } = this;
    this.filled = 0;
    await this.write(this.buffer.subarray(0, filled));
  }

  private async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      const { bytesWritten } = await this.handle.write(bytes, at);
      at += bytesWritten;
    }
  }
}
