import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '../../../src/host/run.ts';
import { newRunId } from '../../../src/host/runId.ts';
import type { TestHost } from './testHost.ts';

/** What is stored of many answers. */
export interface LargeRun {
  count: number;
  /** An answer's text, in ASCII; all are of one length. */
  body: (index: number) => string;
  contentType: string;
}

const bodiesAtOnce = 1000;

/** Stores a run of many answers, in an order of completion of its own, without fetching them, and reads it back. */
export async function storeLargeRun(
  { runs, storedRuns, settings }: Pick<TestHost, 'runs' | 'storedRuns' | 'settings'>,
  { count, body, contentType }: LargeRun,
): Promise<Run> {
  const id = newRunId();
  const folder = join(runs.folder, id);
  await mkdir(folder, { recursive: true });
  const lines = (line: (nth: number) => object) =>
    Array.from({ length: count }, (_, nth) => `${JSON.stringify(line(nth))}\n`).join('');
  const url = (index: number) => `https://e.com/page/${index}?q=some+words`;
  const endedAs = (nth: number) => Math.min(count - 1, nth - (nth % 100) + 99 - (nth % 100));
  await writeFile(
    join(folder, 'requests.ndjson'),
    lines((index) => ({ index, url: url(index) })),
  );
  const headers = { 'content-type': contentType, server: 'a', date: 'b', etag: '"c"' };
  const bodyBytes = body(0).length;
  await writeFile(
    join(folder, 'results.ndjson'),
    lines((nth) => ({
      index: endedAs(nth),
      outcome: 'ok',
      status: 200,
      url: url(endedAs(nth)),
      timings: { start: nth, reused: true, firstByte: 12.345, download: 1.5, total: 13.845 },
      wireBytes: bodyBytes,
      bodyBytes,
      characters: bodyBytes,
      contentType,
      charset: 'UTF-8',
      title: `A title of ${endedAs(nth)}`,
      preview: body(endedAs(nth)).slice(0, 100),
      body: [[nth * bodyBytes, bodyBytes]],
      details: { requestHeaders: [['host', 'e.com']], statusText: 'OK', headers },
    })),
  );
  const bodies = await open(join(folder, 'bodies'), 'w');
  for (let first = 0; first < count; first += bodiesAtOnce) {
    const length = Math.min(bodiesAtOnce, count - first);
    await bodies.write(Array.from({ length }, (_, nth) => body(endedAs(first + nth))).join(''));
  }
  await bodies.close();
  const startedAt = new Date().toISOString();
  const options = settings.options(undefined);
  const file = { format: 1, id, title: 'a', byCommand: true, startedAt, count, options };
  await writeFile(join(folder, 'run.json'), JSON.stringify(file));
  return storedRuns.open(id);
}
