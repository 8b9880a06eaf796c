import { open } from 'node:fs/promises';
import type { LineExtent } from '../core/runFormat.ts';

const sliceBytes = 1024 * 1024;
const newline = 0x0a;

/** A part of a file that consists of whole lines. */
export interface WholeLines {
  /** Where it begins in the file. */
  offset: number;
  bytes: Buffer;
}

/** The lines of a file, many at once; a last line without its end is left out. A file that is not there has none. */
export async function* wholeLines(path: string, slice = sliceBytes): AsyncGenerator<WholeLines> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!file) return;
  try {
    let carried: Buffer = Buffer.alloc(0);
    for (let offset = 0; ;) {
      const { bytesRead, buffer } = await file.read(
        Buffer.allocUnsafeSlow(slice),
        0,
        slice,
        offset + carried.length,
      );
      if (bytesRead === 0) return;
      const bytes = Buffer.concat([carried, buffer.subarray(0, bytesRead)]);
      const end = bytes.lastIndexOf(newline) + 1;
      if (end > 0) yield { offset, bytes: bytes.subarray(0, end) };
      carried = bytes.subarray(end);
      offset += end;
    }
  } finally {
    await file.close();
  }
}

/** How many lines a file has, without a last one that has no end. */
export async function lineExtent(path: string): Promise<LineExtent> {
  const extent: LineExtent = { count: 0, length: 0 };
  for await (const { offset, bytes } of wholeLines(path)) {
    for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) extent.count++;
    extent.length = offset + bytes.length;
  }
  return extent;
}

/**
 * Calls back with the value of each line and where the line lies. What is no JSON object, such as a blank line, is passed
 * over. Members from `but` on are left out, where a line has it: reading what nobody asks for takes most of the time.
 */
export function eachRecord(
  { offset, bytes }: WholeLines,
  take: (value: object, offset: number, length: number) => void,
  but?: string,
): void {
  const mark = but && `,"${but}":{`;
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(newline, at) + 1;
    // Within a string its quotation marks would be escaped.
    const cut = mark === undefined ? -1 : bytes.indexOf(mark, at);
    const isCut = cut >= 0 && cut < end;
    const value = parse(isCut ? `${bytes.toString('utf8', at, cut)}}` : bytes.toString('utf8', at, end));
    if (value !== undefined) take(value, offset + at, end - at);
    at = end;
  }
}

function parse(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
