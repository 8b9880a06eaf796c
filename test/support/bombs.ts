import { once } from 'node:events';
import zlib from 'node:zlib';

/** What each bomb grows to, bytes. */
export const bombSize = 1024 ** 3;

/** Zeros: nothing else grows from so little. */
const piece = Buffer.alloc(16 * 1024 ** 2);
const pieces = bombSize / piece.length;

const repeated = (part: Buffer) => Buffer.concat(Array.from({ length: pieces }, () => part));

/** Blocks that refer to nothing before them, so that they may be said again and again. */
const deflateBlocks = () =>
  repeated(zlib.deflateRawSync(piece, { level: 9, finishFlush: zlib.constants.Z_SYNC_FLUSH }));
const lastDeflateBlock = Buffer.from([3, 0]);

/** Adler-32 (RFC 1950 §8.2) of so many zeros. */
function adlerOfZeros(count: number): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt16BE(count % 65521, 0);
  sum.writeUInt16BE(1, 2);
  return sum;
}

/** brotli's first piece has the stream's header in it; from the second on, one is like the other. */
async function brotli(): Promise<Buffer> {
  const encoder = zlib.createBrotliCompress({ params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } });
  const parts: Buffer[] = [];
  for (let n = 0; n < 2; n++) {
    encoder.write(piece);
    await new Promise<void>((resolve) => encoder.flush(() => resolve()));
    parts.push(encoder.read() as Buffer);
  }
  encoder.end();
  await once(encoder, 'readable');
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = parts;
  const others = Array.from({ length: pieces - 1 }, () => second);
  return Buffer.concat([first, ...others, encoder.read() as Buffer]);
}

/**
 * Bodies that grow to 1 GiB, by their coding, from as little as its format allows: 1 MB in deflate and gzip, 30 kB in
 * zstd, less than 2 kB in brotli. None of them is ever held as a whole.
 */
export const bombs: Readonly<Record<string, () => Buffer | Promise<Buffer>>> = {
  // Members may be strung together (RFC 1952 §2.2), and so may frames (RFC 8878 §3.1).
  gzip: () => repeated(zlib.gzipSync(piece, { level: 9 })),
  zstd: () => repeated(zlib.zstdCompressSync(piece)),
  br: brotli,
  'deflate-raw': () => Buffer.concat([deflateBlocks(), lastDeflateBlock]),
  deflate: () =>
    Buffer.concat([Buffer.from([0x78, 0xda]), deflateBlocks(), lastDeflateBlock, adlerOfZeros(bombSize)]),
};
