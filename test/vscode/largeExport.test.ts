import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ExportFormat } from '../../src/core/exportProtocol.ts';
import { exportPortions } from '../../src/host/exportPortions.ts';
import { storeLargeRun } from './support/largeRun.ts';
import { withHost } from './support/testHost.ts';

const count = 100_000;

suite('an export of 100,000 rows with bodies', () => {
  test('leaves the extension host free', () =>
    withHost(async (host) => {
      const run = await storeLargeRun(host, {
        count,
        body: () => 'some words, '.repeat(84).slice(0, 1000),
        contentType: 'text/plain; charset=utf-8',
      });
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
