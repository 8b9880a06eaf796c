import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** URLs, one a line in a file: a million of them need not be held by the bench itself. */
export interface UrlList {
  readonly file: string;
  readonly count: number;
  readonly prefix: string;
}

/** Writes the list `prefix/0`, `prefix/1` and so on, gives it to `use`, and removes it. */
export async function withUrlList<T>(
  prefix: string,
  count: number,
  use: (list: UrlList) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gather-list-'));
  try {
    const file = path.join(folder, 'urls.txt');
    await writeLines(file, count, (n) => `${prefix}/${n}`);
    return await use({ file, count, prefix });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes `count` lines. */
export async function writeLines(file: string, count: number, line: (n: number) => string): Promise<void> {
  const chunks = function* () {
    for (let first = 0; first < count; first += 10_000) {
      const length = Math.min(10_000, count - first);
      yield Array.from({ length }, (_, n) => `${line(first + n)}\n`).join('');
    }
  };
  await pipeline(Readable.from(chunks()), createWriteStream(file));
}
