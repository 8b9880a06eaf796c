import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { change } from '../core/change.ts';
import type { RunComparison } from '../core/compareRuns.ts';
import type { Run } from './run.ts';
import type { Slice } from '../core/runFormat.ts';
import { readRecord } from './runFolder.ts';

const bytesAtOnce = 64 * 1024;
const bodiesAtOnce = 8;

/**
 * Adds to a comparison whether bodies of the same length are the same. They are read in small pieces, several at a
 * time, so that neither much memory nor the extension host's thread is taken. When `signal` aborts, nothing is known of
 * those that are left.
 */
export async function findChangedBodies(
  { changes, earlierRows, sameLength, earlier, later }: RunComparison & { earlier: Run; later: Run },
  signal?: AbortSignal,
): Promise<void> {
  const mark = (row: number, bit: number) => {
    changes[row] = (changes[row] ?? 0) | bit;
  };
  const compareRow = async (files: readonly [FileHandle, FileHandle], row: number) => {
    const before = earlierRows[row] ?? 0;
    const isStored = !earlier.table.lacksRecord(before) && !later.table.lacksRecord(row);
    if (!isStored) return mark(row, change.bodyUnknown);
    try {
      const same = await areSame(
        [files[0], await slicesOf(earlier, before)],
        [files[1], await slicesOf(later, row)],
        signal,
      );
      if (!same) mark(row, change.body);
      // What is the same up to where it was cut may differ after that.
      else if (earlier.table.has('truncated', before) || later.table.has('truncated', row)) {
        mark(row, change.bodyUnknown);
      }
    } catch {
      mark(row, change.bodyUnknown);
    }
  };

  await using stack = new AsyncDisposableStack();
  const bodies = async (run: Run) => {
    const file = await open(join(run.folder, 'bodies'));
    stack.defer(() => file.close());
    return file;
  };
  try {
    if (sameLength.length === 0) return;
    const files = [await bodies(earlier), await bodies(later)] as const;
    const rows = sameLength.values();
    await Promise.all(
      Array.from({ length: bodiesAtOnce }, async () => {
        for (const row of rows) await compareRow(files, row);
      }),
    );
  } catch {
    // The files of an old run may be gone.
    for (const row of sameLength) mark(row, change.bodyUnknown);
  }
}

/** A body: the file that holds it, and where. */
type StoredBody = readonly [file: FileHandle, slices: readonly Slice[]];

async function slicesOf({ table, folder }: Run, row: number): Promise<readonly Slice[]> {
  if (!table.has('scattered', row))
    return [[table.number('bodyOffset', row), table.number('bodyBytes', row)]];
  const slice = [table.number('recordOffset', row), table.number('recordLength', row)] as const;
  return (await readRecord(folder, slice)).body;
}

/** Rejects when `signal` aborts. */
async function areSame(
  one: StoredBody,
  other: StoredBody,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const length = lengthOf(one);
  if (lengthOf(other) !== length) return false;
  for (let from = 0; from < length; from += bytesAtOnce) {
    signal?.throwIfAborted();
    const size = Math.min(bytesAtOnce, length - from);
    const [a, b] = await Promise.all([readPart(one, from, size), readPart(other, from, size)]);
    if (!a.equals(b)) return false;
  }
  return true;
}

function lengthOf([, slices]: StoredBody): number {
  return slices.reduce((sum, [, length]) => sum + length, 0);
}

/** `size` bytes of a body, from a place in it that need not be the beginning of a slice. */
async function readPart([file, slices]: StoredBody, from: number, size: number): Promise<Buffer> {
  const part = Buffer.allocUnsafe(size);
  let start = 0;
  for (const [offset, length] of slices) {
    const end = Math.min(from + size, start + length);
    for (let at = Math.max(from, start); at < end;) {
      const { bytesRead } = await file.read(part, at - from, end - at, offset + at - start);
      if (bytesRead === 0) throw new RangeError(`the file of bodies ends at ${offset + at - start}`);
      at += bytesRead;
    }
    start += length;
  }
  return part;
}
