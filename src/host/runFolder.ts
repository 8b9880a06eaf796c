import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ResultLine, runFiles, type Slice } from '../core/runFormat.ts';

/** Some ten thousand records: those of fifty runs are looked through in a fifth of a second. */
const countedBytes = 4 * 1024 ** 2;
const newline = 0x0a;
const brace = 0x7d;

/** The record at a place in a run's file of results. */
export async function readRecord(folder: string, slice: Slice): Promise<ResultLine> {
  const bytes = await readSlices(join(folder, runFiles.results), [slice]);
  return JSON.parse(new TextDecoder().decode(bytes)) as ResultLine;
}

/** Looks through a run's file of results for a request's record; `undefined` where there is none. */
export async function findRecord(folder: string, index: number): Promise<ResultLine | undefined> {
  const beginning = new RegExp(String.raw`^\{\s*"index"\s*:\s*${index}\s*[,}]`);
  const file = await open(join(folder, runFiles.results));
  try {
    for await (const line of file.readLines()) {
      if (beginning.test(line)) return parseRecord(line);
    }
    return undefined;
  } finally {
    await file.close();
  }
}

/** How many records a run's file of results holds; `undefined` where it is too large to be looked through in passing. */
export async function countRecords(folder: string): Promise<number | undefined> {
  const path = join(folder, runFiles.results);
  try {
    if ((await stat(path)).size > countedBytes) return undefined;
    let count = 0;
    let last: number | undefined;
    // Many runs are listed at once: together, whole files would take much memory.
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
      for (let at = piece.indexOf(newline); at >= 0; at = piece.indexOf(newline, at + 1)) {
        // A blank line is none, nor is one that was not written to its end.
        if ((at > 0 ? piece[at - 1] : last) === brace) count += 1;
      }
      last = piece.at(-1);
    }
    return count;
  } catch {
    // It was interrupted before the first of them.
    return 0;
  }
}

/** The last line of a run that was interrupted may be torn: then it is none. */
function parseRecord(line: string): ResultLine | undefined {
  try {
    return JSON.parse(line) as ResultLine;
  } catch {
    return undefined;
  }
}

/** Parts of a run's file of bodies, one after the other. */
export function readBody(folder: string, slices: readonly Slice[]): Promise<Uint8Array> {
  return readSlices(join(folder, runFiles.bodies), slices);
}

/** Of slices those, or the parts of those, that hold the first `most` bytes. */
export function firstBytes(slices: readonly Slice[], most: number): Slice[] {
  const kept: Slice[] = [];
  let left = most;
  for (const [offset, length] of slices) {
    if (left <= 0) break;
    kept.push([offset, Math.min(length, left)]);
    left -= length;
  }
  return kept;
}

async function readSlices(path: string, slices: readonly Slice[]): Promise<Uint8Array> {
  const whole = new Uint8Array(slices.reduce((sum, [, length]) => sum + length, 0));
  if (whole.length === 0) return whole;
  const file = await open(path);
  try {
    let at = 0;
    for (const [offset, length] of slices) {
      await readFully(file, whole.subarray(at, at + length), offset);
      at += length;
    }
    return whole;
  } finally {
    await file.close();
  }
}

async function readFully(file: FileHandle, into: Uint8Array, offset: number): Promise<void> {
  for (let filled = 0; filled < into.length;) {
    const { bytesRead } = await file.read(into, filled, into.length - filled, offset + filled);
    if (bytesRead === 0)
      throw new RangeError(`the file ends at ${offset + filled}, before ${into.length} bytes`);
    filled += bytesRead;
  }
}
