import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ExportFormat } from '../../src/core/exportProtocol.ts';
import { exportPortions } from '../../src/host/exportPortions.ts';
import type { Run } from '../../src/host/run.ts';
import { newRunId } from '../../src/host/runId.ts';
import { type TestHost, withHost } from './support/testHost.ts';

const count = 100_000;
const bodyBytes = 1000;

/** A stored run of 100,000 answers of 1 kB, in an order of completion of its own. */
async function storedRun({ runs, storedRuns, settings }: TestHost): Promise<Run> {
  const id = newRunId();
  const folder = join(runs.folder, id);
  await mkdir(folder, { recursive: true });
  const lines = (line: (nth: number) => object) =>
    Array.from({ length: count }, (_, nth) => `${JSON.stringify(line(nth))}\n`).join('');
  const url = (index: number) => `https://e.com/page/${index}?q=some+words`;
  await writeFile(
    join(folder, 'requests.ndjson'),
    lines((index) => ({ index, url: url(index) })),
  );
  const headers = { 'content-type': 'text/plain; charset=utf-8', server: 'a', date: 'b', etag: '"c"' };
  await writeFile(
    join(folder, 'results.ndjson'),
    lines((nth) => {
      const index = Math.min(count - 1, nth - (nth % 100) + 99 - (nth % 100));
      return {
        index,
        outcome: 'ok',
        status: 200,
        url: url(index),
        timings: { start: nth, reused: true, firstByte: 12.345, download: 1.5, total: 13.845 },
        wireBytes: bodyBytes,
        bodyBytes,
        characters: bodyBytes,
        contentType: 'text/plain; charset=utf-8',
        charset: 'UTF-8',
        title: `A title of ${index}`,
        preview: 'some words, '.repeat(8),
        body: [[nth * bodyBytes, bodyBytes]],
        details: { requestHeaders: [['host', 'e.com']], statusText: 'OK', headers },
      };
    }),
  );
  await writeFile(join(folder, 'bodies'), 'some words, '.repeat((count * bodyBytes) / 10));
  const startedAt = new Date().toISOString();
  const file = {
    format: 1,
    id,
    title: 'a',
    byCommand: true,
    startedAt,
    count,
    options: settings.options(undefined),
  };
  await writeFile(join(folder, 'run.json'), JSON.stringify(file));
  return storedRuns.open(id);
}

suite('an export of 100,000 rows with bodies', () => {
  test('leaves the extension host free', () =>
    withHost(async (host) => {
      const run = await storedRun(host);
      assert.equal(run.table.ended, count);
      const folder = await mkdtemp(join(tmpdir(), 'gather-export-'));
      try {
        for (const format of ['csv', 'ndjson', 'har'] as const satisfies ExportFormat[]) {
          const path = join(folder, format);
          const delay = monitorEventLoopDelay({ resolution: 1 });
          delay.enable();
          const clock = performance.now();
          const rows = Array.from({ length: count }, (_, row) => row);
          const portions = exportPortions({ run, rows, count, unended: false }, () => undefined);
          const job = {
            folder: run.folder,
            startedAt: 0,
            version: '',
            fields: [],
            into: { type: 'file', format, path } as const,
          };
          const report = await host.textWorker.export(job, portions, new AbortController().signal);
          const took = performance.now() - clock;
          delay.disable();
          const longest = delay.max / 1e6;
          const { size } = await stat(path);
          console.log(
            `[suite]       ${format}: ${(size / 1e6).toFixed(0)} MB in ${took.toFixed(0)} ms; event loop delay: ` +
              `longest ${longest.toFixed(1)} ms, p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms`,
          );
          assert.equal(report?.rows, count);
          // Generous: the machine may be busy with other things.
          assert.ok(longest < 1000, `the event loop was held for ${longest} ms`);
        }
      } finally {
        await rm(folder, { recursive: true });
      }
    })).timeout(120_000);
});
