import { Transform } from 'node:stream';
import zlib from 'node:zlib';
import { MemberDecoder } from './memberDecoder.ts';

/** More codings than this in one Content-Encoding are an attack, not a response. */
const maxCodings = 5;

/** What a decoder tells about a body that it decodes. */
export interface DecoderEvents {
  /** Decoded bytes; `false` means that no more are wanted. */
  data(chunk: Uint8Array): boolean;
  /** The encoded bytes were all decoded, or decoding stopped because no more are wanted. */
  end(): void;
  /** The encoded bytes are corrupt or end too early. */
  error(error: Error & { code?: string }): void;
  /** Room again, after `write` said that there is none. */
  drain(): void;
}

/** Undoes a Content-Encoding (RFC 9110 §8.4), chained ones included. */
export class ContentDecoder {
  private readonly stages: Transform[];
  private over = false;

  /** Makes a decoder, or `undefined` where there is nothing to decode: no coding, or one that is unknown. */
  static for(contentEncoding: string, events: DecoderEvents): ContentDecoder | undefined {
    const codings = contentEncoding
      .split(',')
      .map((coding) => coding.trim().toLowerCase())
      .filter((coding) => coding !== '' && coding !== 'identity');
    if (codings.length === 0 || codings.length > maxCodings) return undefined;
    if (!codings.every((coding) => Object.hasOwn(makers, coding))) return undefined;
    return new ContentDecoder(codings.toReversed(), events);
  }

  private constructor(codings: readonly string[], events: DecoderEvents) {
    this.stages = codings.flatMap((coding) => makers[coding]?.() ?? []);
    this.stages.forEach((stage, n) => {
      const next = this.stages[n + 1];
      stage.on('error', (error) => this.stop(() => events.error(error)));
      if (next) stage.pipe(next);
    });
    this.stages[0]?.on('drain', () => this.over || events.drain());
    this.stages
      .at(-1)
      ?.on('data', (chunk: Uint8Array) => {
        if (!this.over && !events.data(chunk)) this.stop(() => events.end());
      })
      .once('end', () => this.stop(() => events.end()));
  }

  /** Takes encoded bytes; `false` means that `drain` should be waited for. */
  write(chunk: Uint8Array): boolean {
    return this.over || (this.stages[0]?.write(chunk) ?? true);
  }

  /** Gives no decoded bytes for the moment. */
  hold(): void {
    this.stages.at(-1)?.pause();
  }

  resume(): void {
    this.stages.at(-1)?.resume();
  }

  /** The encoded bytes have ended. */
  finish(): void {
    if (!this.over) this.stages[0]?.end();
  }

  /** Stops without a further word. */
  destroy(): void {
    this.stop(() => undefined);
  }

  private stop(tell: () => void): void {
    if (this.over) return;
    this.over = true;
    for (const stage of this.stages) stage.destroy();
    tell();
  }
}

const makers: Record<string, () => Transform> = {
  gzip: () => new MemberDecoder('gzip'),
  'x-gzip': () => new MemberDecoder('gzip'),
  br: zlib.createBrotliDecompress,
  zstd: () => new MemberDecoder('zstd'),
  deflate: () => new AnyInflate(),
};

/** `deflate` is zlib's format by the standard, and raw from servers that misread it: the first byte tells (RFC 1950 §2.2). */
class AnyInflate extends Transform {
  private inflate: Transform | undefined;

  override _transform(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.inflate ??= this.begin(chunk);
    this.inflate.write(chunk, done);
  }

  override _read(size: number): void {
    this.inflate?.resume();
    super._read(size);
  }

  override _flush(done: (error?: Error | null) => void): void {
    if (!this.inflate || this.inflate.readableEnded) return done();
    this.inflate.once('end', done).end();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.inflate?.destroy();
    done(error);
  }

  private begin(chunk: Buffer): Transform {
    const isZlib = ((chunk[0] ?? 0) & 0x0f) === 0x08;
    const inflate = isZlib ? zlib.createInflate() : zlib.createInflateRaw();
    return inflate
      .on('data', (inflated: Buffer) => {
        // The next coding must not be overrun.
        if (!this.push(inflated)) inflate.pause();
      })
      .on('error', (error) => this.destroy(error));
  }
}
