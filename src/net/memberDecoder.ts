import { Transform } from 'node:stream';
import zlib from 'node:zlib';

type Done = (error?: Error | null) => void;

/** A coding whose encoded form is a sequence of members. */
interface Coding {
  /** The length of the header at the start of a member; `undefined`: more bytes are needed; `none`: no member starts here. */
  header(bytes: Buffer): number | 'none' | undefined;
  /** Makes a decoder of what follows the header. It ends where the member does, if more bytes follow. */
  make(): zlib.InflateRaw | zlib.ZstdDecompress;
  /** Bytes after the decoder's part. */
  trailer: number;
}

const gzip: Coding = { header: gzipHeader, make: zlib.createInflateRaw, trailer: 8 };
const zstd: Coding = { header: zstdHeader, make: zlib.createZstdDecompress, trailer: 0 };

/**
 * Decodes gzip (RFC 1952) and zstd (RFC 8878) member by member. Node's own decoders lose what a member held where
 * something else follows it: browsers ignore that, as is done here.
 */
export class MemberDecoder extends Transform {
  private readonly coding: Coding;
  /** Bytes of a header or trailer that is not whole yet. */
  private pending: Buffer = Buffer.alloc(0);
  private inner: ReturnType<Coding['make']> | undefined;
  /** Lets the next bytes come. */
  private fed: Done | undefined;
  private checksum = 0;
  private length = 0;
  private inTrailer = false;
  private members = 0;
  private over = false;

  constructor(coding: 'gzip' | 'zstd') {
    super();
    this.coding = coding === 'gzip' ? gzip : zstd;
  }

  override _transform(chunk: Buffer, _encoding: string, done: Done): void {
    this.feed(chunk, done);
  }

  override _read(size: number): void {
    this.inner?.resume();
    super._read(size);
  }

  override _flush(done: Done): void {
    if (this.inner && !this.inTrailer) {
      // What ended here without more to follow may have been whole, but for its trailer.
      this.inner.once('end', () => done(this.coding.trailer > 0 ? endError() : null)).end();
    } else {
      done(this.inTrailer || (this.members === 0 && this.pending.length > 0) ? endError() : null);
    }
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.inner?.destroy();
    done(error);
  }

  private feed(chunk: Buffer, done: Done): void {
    if (this.over || chunk.length === 0) return done();
    if (this.inner && !this.inTrailer) return this.decode(this.inner, chunk, done);
    const bytes = this.pending.length > 0 ? Buffer.concat([this.pending, chunk]) : chunk;
    this.pending = bytes;
    if (this.inTrailer) return this.feedTrailer(bytes, done);

    const header = this.coding.header(bytes);
    if (header === undefined) return done();
    if (header === 'none') {
      this.over = this.members > 0;
      return done(
        this.over ? null : Object.assign(new Error('incorrect header check'), { code: 'Z_DATA_ERROR' }),
      );
    }
    this.pending = Buffer.alloc(0);
    this.begin();
    this.feed(bytes.subarray(header), done);
  }

  private begin(): void {
    this.checksum = 0;
    this.length = 0;
    this.inner = this.coding
      .make()
      .on('data', (decoded: Buffer) => {
        if (this.coding === gzip) this.checksum = zlib.crc32(decoded, this.checksum);
        this.length = (this.length + decoded.length) >>> 0;
        if (!this.push(decoded)) this.inner?.pause();
      })
      .on('error', (error: NodeJS.ErrnoException) => {
        // What follows a whole frame, but came apart from it, is no fault of the frame.
        this.over = error.code === 'ZSTD_error_prefix_unknown' && this.length > 0;
        if (this.over) {
          this.endMember();
          this.fed?.();
        } else {
          this.destroy(error);
        }
      });
  }

  private decode(inner: ReturnType<Coding['make']>, chunk: Buffer, done: Done): void {
    const before = inner.bytesWritten;
    this.fed = done;
    inner.write(chunk, (error) => {
      if (error) return;
      const taken = inner.bytesWritten - before;
      if (taken === chunk.length) return done();
      // Something follows the member: its decoder ends as soon as all that it holds has been read.
      const goOn = () => {
        inner.destroy();
        this.inTrailer = this.coding.trailer > 0;
        if (!this.inTrailer) this.endMember();
        this.feed(chunk.subarray(taken), done);
      };
      if (inner.readableEnded) goOn();
      else inner.once('end', goOn);
    });
  }

  private feedTrailer(bytes: Buffer, done: Done): void {
    if (bytes.length < this.coding.trailer) return done();
    this.pending = Buffer.alloc(0);
    if (bytes.readUInt32LE(0) !== this.checksum || bytes.readUInt32LE(4) !== this.length) {
      return done(Object.assign(new Error('incorrect data check'), { code: 'Z_DATA_ERROR' }));
    }
    this.endMember();
    this.feed(bytes.subarray(this.coding.trailer), done);
  }

  private endMember(): void {
    this.members++;
    this.inner = undefined;
    this.inTrailer = false;
  }
}

function endError(): Error {
  return Object.assign(new Error('unexpected end of file'), { code: 'Z_BUF_ERROR' });
}

/** RFC 1952 §2.3. */
function gzipHeader(bytes: Buffer): number | 'none' | undefined {
  if (!begins(bytes, [0x1f, 0x8b, 8])) return 'none';
  if (bytes.length < 10) return undefined;
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) {
    if (bytes.length < at + 2) return undefined;
    at += 2 + bytes.readUInt16LE(at);
  }
  // A name and a comment, each with a zero at its end.
  for (const bit of [8, 16]) {
    if (!(flags & bit)) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  if (flags & 2) at += 2;
  return bytes.length < at ? undefined : at;
}

/** RFC 8878 §3.1: a frame, or one to be skipped. The decoder reads the header itself. */
function zstdHeader(bytes: Buffer): number | 'none' | undefined {
  const isFrame = begins(bytes, [0x28, 0xb5, 0x2f, 0xfd]);
  const isSkipped = begins(
    Buffer.from([(bytes[0] ?? 0) & 0xf0, ...bytes.subarray(1, 4)]),
    [0x50, 0x2a, 0x4d, 0x18],
  );
  if (!isFrame && !isSkipped) return 'none';
  return bytes.length < 4 ? undefined : 0;
}

/** Whether bytes begin with these, as far as they go. */
function begins(bytes: Buffer, expected: readonly number[]): boolean {
  return expected.every((byte, n) => n >= bytes.length || bytes[n] === byte);
}
