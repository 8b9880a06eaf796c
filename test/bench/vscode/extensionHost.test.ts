import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import * as vscode from 'vscode';
import type { GatherApi } from '../../../src/api.ts';
import { orderRows } from '../../../src/core/orderRows.ts';
import { RequestList } from '../../../src/core/requestList.ts';
import { ResultsTable } from '../../../src/core/resultsTable.ts';
import type { RowQuery } from '../../../src/core/rowQuery.ts';
import { inSlices } from '../../../src/host/inSlices.ts';

const origin = process.env['GATHER_FIXTURE'] ?? '';

function say(what: string, figures: Record<string, string>): void {
  const text = Object.entries(figures).map(([name, figure]) => `${name} ${figure}`);
  console.log(`[suite] ${what}: ${text.join(', ')}`);
}

const milliseconds = (value: number) => `${value.toFixed(1)} ms`;

suite('in the extension host', function () {
  this.timeout(120_000);
  let api: GatherApi;

  suiteSetup(async () => {
    const extension = vscode.extensions.getExtension<GatherApi>('gather.gather-urls');
    assert.ok(extension);
    const start = performance.now();
    api = await extension.activate();
    say('activation', { took: milliseconds(performance.now() - start) });
    await vscode.commands.executeCommand('gather.showResults');
  });

  for (const count of [5000, 5000, 10_000]) {
    test(`${count} requests, with the panel open`, async () => {
      const urls = Array.from({ length: count }, (_, n) => `${origin}/item/${n}`);
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const start = performance.now();
      const run = api.gather(urls, { concurrencyPerHost: 100 });
      const { done } = await run[Symbol.asyncIterator]().next();
      const first = performance.now() - start;
      const results = await run.results;
      const took = performance.now() - start;
      delay.disable();
      assert.equal(done, false);
      assert.ok(results.every(({ outcome }) => outcome === 'ok'));
      say(`${count} requests`, {
        'first result after': milliseconds(first),
        'all after': milliseconds(took),
        rate: `${Math.round(count / (took / 1000))}/s`,
        'event-loop delay p50': milliseconds(delay.percentile(50) / 1e6),
        p99: milliseconds(delay.percentile(99) / 1e6),
        max: milliseconds(delay.max / 1e6),
      });
    });
  }

  for (const count of [100_000, 1_000_000]) {
    test(`the order of ${count} rows`, async () => {
      const urls = Array.from({ length: count }, (_, n) => `${origin}/item/${(n * 7919) % count}`);
      const run = {
        table: new ResultsTable(RequestList.from(urls)),
        options: { mode: 'fetch' as const },
        state: 'done' as const,
      };
      const queries: [string, RowQuery][] = [
        ['sorted by URL', { sort: { column: 'url', descending: false } }],
        ['sorted by number', { sort: { column: 'number', descending: true } }],
        ['filtered', { text: 'item/99' }],
      ];
      for (const [what, query] of queries) {
        const delay = monitorEventLoopDelay({ resolution: 1 });
        delay.enable();
        const start = performance.now();
        await inSlices(orderRows({ run }, query), new AbortController().signal);
        const took = performance.now() - start;
        delay.disable();
        say(`${count} rows, ${what}`, {
          took: milliseconds(took),
          'event-loop delay p99': milliseconds(delay.percentile(99) / 1e6),
          max: milliseconds(delay.max / 1e6),
        });
      }
    });
  }

  test('20 MB of plain text with 200,000 URLs', async () => {
    const line = (n: number) => `${origin}/item/${n} ${'and some prose '.repeat(5)}`.slice(0, 104);
    const content = Array.from({ length: 200_000 }, (_, n) => line(n)).join('\n');
    for (let round = 0; round < 3; round++) {
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const start = performance.now();
      const { requests } = await api.extract(content, { languageId: 'plaintext' });
      delay.disable();
      assert.equal(requests.length, 200_000);
      say(`${(content.length / 1e6).toFixed(0)} MB of text`, {
        'all found after': milliseconds(performance.now() - start),
        'event-loop delay max': milliseconds(delay.max / 1e6),
      });
    }
  });
});
