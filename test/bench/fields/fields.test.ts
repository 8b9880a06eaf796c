import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import type { ExportFormat } from '../../../src/core/exportProtocol.ts';
import { exportJob } from '../../../src/host/exportParts.ts';
import { exportPortions } from '../../../src/host/exportPortions.ts';
import { fieldsSettled } from '../../../src/host/runFieldsKeeper.ts';
import { storeLargeRun } from '../../vscode/support/largeRun.ts';
import { withHost } from '../../vscode/support/testHost.ts';

const rounds = 3;
const never = () => new AbortController().signal;

/** About 10 kB of JSON, of one length. */
function order(index: number): string {
  const item = (nth: number) => ({
    id: `${index}-${nth}`,
    name: 'a thing of some kind',
    price: 12.5,
    tags: ['a', 'b'],
  });
  const items = Array.from({ length: 110 }, (_, nth) => item(nth));
  const body = JSON.stringify({ data: { number: index, total: 99.5 }, items });
  return body.padEnd(10_000);
}

/** How long a thread was busy at a stretch, in ms of its own processor time: what others do on the machine does not count. */
function watchThread(): () => number {
  let longest = 0;
  let before = process.threadCpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, (user + system) / 1000);
    before = process.threadCpuUsage();
  }, 1);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

/** Does something while the event loop of the extension host is watched, and says what was seen. */
async function watched(what: string, work: () => Promise<string>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const busy = watchThread();
  const start = performance.now();
  const seen = await work();
  const took = performance.now() - start;
  const longest = busy();
  delay.disable();
  const milliseconds = (nanoseconds: number) => `${(nanoseconds / 1e6).toFixed(1)} ms`;
  const [p99, max] = [milliseconds(delay.percentile(99)), milliseconds(delay.max)];
  console.log(
    `[suite]       ${what}: ${took.toFixed(0)} ms${seen}; event-loop delay p99 ${p99}, longest ${max}, of the thread's own at most ${longest.toFixed(1)} ms`,
  );
}

suite('a field of 10,000 answers of 10 kB', function () {
  this.timeout(300_000);

  test('has all of its values', () =>
    withHost(async (host) => {
      const count = 10_000;
      const run = await storeLargeRun(host, { count, body: order, contentType: 'application/json' });
      const expressions = [
        '$.data.total',
        '$.items[109].id',
        '$..price',
        '$.items[?@.price > 12].name',
        'title',
        'header: ETag',
        String.raw`/"total":([\d.]+)/`,
      ];
      for (const expression of expressions) {
        for (let round = 0; round < rounds; round++) {
          await watched(expression, async () => {
            const column = host.fields.add(run, { name: expression, expression });
            assert.ok(column);
            await fieldsSettled(run, never());
            assert.equal(column.failure, undefined);
            assert.notEqual(column.get(count - 1), '');
            host.fields.remove(run, column);
            return '';
          });
        }
      }
    }));
});

suite('an export of 100,000 answers of 1 kB', function () {
  this.timeout(300_000);

  test('is written', () =>
    withHost(async (host) => {
      const count = 100_000;
      const run = await storeLargeRun(host, {
        count,
        body: () => 'some words, '.repeat(84).slice(0, 1000),
        contentType: 'text/plain; charset=utf-8',
      });
      const folder = await mkdtemp(join(tmpdir(), 'gather-bench-'));
      try {
        for (const format of [
          'csv',
          'ndjson',
          'json',
          'har',
          'markdown',
          'curl',
        ] as const satisfies ExportFormat[]) {
          for (let round = 0; round < rounds; round++) {
            const path = join(folder, `${round}.${format}`);
            await watched(format, async () => {
              const rows = Array.from({ length: count }, (_, row) => row);
              const portions = exportPortions({ run, rows, count, unended: false }, () => undefined);
              const job = exportJob({ version: '' }, run, { type: 'file', format, path });
              const report = await host.textWorker.export(job, portions, never());
              assert.equal(report?.rows, count);
              return `, ${((await stat(path)).size / 1e6).toFixed(0)} MB`;
            });
            await rm(path);
          }
        }
      } finally {
        await rm(folder, { recursive: true });
      }
    }));
});
