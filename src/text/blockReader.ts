import { closeSync, openSync, readSync } from 'node:fs';
import type { Slice } from '../core/runFormat.ts';
import { ExportProblem } from './exportProblem.ts';
import { isMissing } from './isMissing.ts';

const blockBytes = 256 * 1024;
const blocksKept = 64;

/**
 * Reads small pieces of a large file that lie close to each other, though not in order: whole blocks are read and some of
 * them kept. The file is opened with the first piece.
 */
export class BlockReader {
  private readonly path: string;
  private file: number | undefined;
  /** The one used last comes last. */
  private readonly blocks = new Map<number, Buffer>();

  constructor(path: string) {
    this.path = path;
  }

  /** The bytes of a piece; fewer where the file ends before it does. Throws an `ExportProblem` where there is no file. */
  read([offset, length]: Slice): Buffer {
    const first = Math.floor(offset / blockBytes);
    const last = Math.floor((offset + length - 1) / blockBytes);
    const start = offset - first * blockBytes;
    if (first === last) return this.block(first, start + length).subarray(start, start + length);
    const parts: Buffer[] = [];
    for (let block = first; block <= last; block++) {
      const end = Math.min(blockBytes, offset + length - block * blockBytes);
      parts.push(this.block(block, end).subarray(block === first ? start : 0, end));
    }
    return Buffer.concat(parts);
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
  }

  /** A block of which at least `end` bytes are wanted: the file of a run that is under way grows. */
  private block(block: number, end: number): Buffer {
    const kept = this.blocks.get(block);
    if (kept) this.blocks.delete(block);
    const bytes = kept && kept.length >= end ? kept : this.readBlock(block);
    this.blocks.set(block, bytes);
    if (this.blocks.size > blocksKept) {
      for (const oldest of this.blocks.keys()) {
        this.blocks.delete(oldest);
        break;
      }
    }
    return bytes;
  }

  private readBlock(block: number): Buffer {
    const bytes = Buffer.allocUnsafeSlow(blockBytes);
    let filled = 0;
    this.file ??= openFile(this.path);
    while (filled < blockBytes) {
      const count = readSync(this.file, bytes, filled, blockBytes - filled, block * blockBytes + filled);
      if (count === 0) break;
      filled += count;
    }
    return bytes.subarray(0, filled);
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (isMissing(error)) throw new ExportProblem('gone');
    throw error;
  }
}
