import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestExtras } from '../core/requestList.ts';
import { type RequestLine, runFiles, type Slice } from '../core/runFormat.ts';
import type { PlaceColumns } from '../core/textProtocol.ts';
import { chunkSize, type Portion } from './portions.ts';
import { eachRecord, wholeLines } from './wholeLines.ts';

type Placed = readonly [row: number, start: number, end: number, line: number, document?: number];

/** What a stored run asked for, in portions, as far as it is known: the requests, and then their places in document order. */
export async function* storedRequests(folder: string): AsyncGenerator<Portion> {
  const bodies = new BodyReader(join(folder, runFiles.bodies));
  const places: Placed[] = [];
  let known = 0;
  let urls: string[] = [];
  let extras: (readonly [number, RequestExtras])[] = [];
  const take = (): Portion => {
    const portion = { chunk: { first: known - urls.length, urls, extras }, places: placeColumns([]) };
    urls = [];
    extras = [];
    return portion;
  };
  try {
    for await (const lines of wholeLines(join(folder, runFiles.requests))) {
      const full: Portion[] = [];
      eachRecord(lines, (line) => {
        const { index, url, places: own, bodyAt, ...rest } = line as RequestLine;
        // After a line that is lost, no other can be told apart from those that follow it.
        if (index !== known || typeof url !== 'string') return;
        known++;
        urls.push(url);
        if (bodyAt || Object.keys(rest).length > 0) {
          extras.push([index, bodyAt ? { ...rest, ...bodies.read(bodyAt) } : rest]);
        }
        for (const place of own ?? []) places.push([index, ...place]);
        if (urls.length === chunkSize) full.push(take());
      });
      yield* full;
    }
  } finally {
    bodies.close();
  }
  if (urls.length > 0) yield take();
  places.sort((one, other) => (one[4] ?? 0) - (other[4] ?? 0) || one[1] - other[1]);
  for (let first = 0; first < places.length; first += chunkSize) {
    const chunk = { first: known, urls: [], extras: [] };
    yield { chunk, places: placeColumns(places.slice(first, first + chunkSize)) };
  }
}

function placeColumns(places: readonly Placed[]): PlaceColumns {
  return {
    rows: Uint32Array.from(places, ([row]) => row),
    starts: Uint32Array.from(places, ([, start]) => start),
    ends: Uint32Array.from(places, ([, , end]) => end),
    lines: Uint32Array.from(places, ([, , , line]) => line),
    documents: Uint32Array.from(places, ([, , , , document = 0]) => document),
  };
}

/** Reads the bodies of requests, of which most runs have none. */
class BodyReader {
  private readonly path: string;
  private file: number | undefined;

  constructor(path: string) {
    this.path = path;
  }

  /** What a request has for its body; what is lost cannot be sent. */
  read([offset, length]: Slice): Pick<RequestExtras, 'body' | 'masked'> {
    try {
      this.file ??= openSync(this.path, 'r');
      const body = new Uint8Array(length);
      return readSync(this.file, body, 0, length, offset) === length ? { body } : { masked: true };
    } catch {
      return { masked: true };
    }
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
  }
}
