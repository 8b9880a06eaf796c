import { closeSync, openSync, statSync, truncateSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { EarlierPart } from '../core/fetchProtocol.ts';
import { runFiles } from '../core/runFormat.ts';

/** Bytes in the files of a run that goes on, from where on it writes. */
export interface FileLengths {
  results: number;
  bodies: number;
}

/** Makes the files of an interrupted run fit to be appended to: cuts torn lines off, and blanks those that no longer hold. */
export function mendFiles(folder: string, { resultsLength, requests, lost }: EarlierPart): FileLengths {
  const results = path.join(folder, runFiles.results);
  cut(results, resultsLength);
  cut(path.join(folder, runFiles.requests), requests.length);
  if (lost.length > 0) {
    const file = openSync(results, 'r+');
    try {
      // A blank line is none, for whatever reads lines of JSON, and the others stay where they are.
      for (const [offset, length] of lost)
        writeSync(file, Buffer.alloc(length - 1, ' '), 0, length - 1, offset);
    } finally {
      closeSync(file);
    }
  }
  return { results: resultsLength, bodies: sizeOf(path.join(folder, runFiles.bodies)) };
}

function cut(file: string, length: number): void {
  if (sizeOf(file) > length) truncateSync(file, length);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
