import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { TextDecoder, labelToName } from '@exodus/bytes/encoding.js';
import type { Slice } from '../core/runFormat.ts';
import { isMissing } from './isMissing.ts';

/** Bytes of a body that are in memory at once: a multiple of 3, so that base64 goes on without padding. */
const pieceBytes = 3 * 256 * 1024;

/** The bodies of a run, read in pieces. */
export class StoredBodies {
  private readonly file: number | undefined;
  private size = 0;
  /** Room for a piece, which the bodies share. */
  private room = Buffer.alloc(0);

  constructor(path: string) {
    try {
      this.file = openSync(path, 'r');
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  /** Whether the file has all of a body. */
  has(slices: readonly Slice[]): boolean {
    const end = Math.max(0, ...slices.map(([offset, length]) => offset + length));
    // While a run is under way it grows.
    if (end > this.size && this.file !== undefined) this.size = fstatSync(this.file).size;
    return end <= this.size;
  }

  /**
   * The bytes of a body; a piece holds until the next is asked for, of this body or another. All but the last are a multiple of
   * 3 bytes long.
   */
  *pieces(slices: readonly Slice[]): Generator<Buffer> {
    const total = slices.reduce((sum, [, length]) => sum + length, 0);
    const most = Math.min(pieceBytes, total);
    if (this.room.length < most) this.room = Buffer.allocUnsafeSlow(most);
    const piece = this.room.subarray(0, most);
    let filled = 0;
    for (const [offset, length] of slices) {
      for (let at = 0; at < length;) {
        const count = this.read(piece, filled, Math.min(piece.length - filled, length - at), offset + at);
        at += count;
        filled += count;
        if (filled < piece.length) continue;
        yield piece;
        filled = 0;
      }
    }
    if (filled > 0) yield piece.subarray(0, filled);
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
  }

  private read(into: Buffer, at: number, length: number, offset: number): number {
    const count = this.file === undefined ? 0 : readSync(this.file, into, at, length, offset);
    if (count === 0) throw new RangeError(`the file of bodies ends at ${offset}`);
    return count;
  }
}

/** A body as the inside of a JSON string, in pieces: its text, by its charset; UTF-8 where that is not known. */
export function* textInJson(pieces: Iterable<Buffer>, charset: string | undefined): Generator<string> {
  const decoder = new TextDecoder((charset && labelToName(charset)) ?? 'utf-8');
  for (const piece of pieces) yield insideString(decoder.decode(piece, { stream: true }));
  yield insideString(decoder.decode());
}

/** The same in base64. */
export function* base64InJson(pieces: Iterable<Buffer>): Generator<string> {
  for (const piece of pieces) yield piece.toString('base64');
}

function insideString(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
