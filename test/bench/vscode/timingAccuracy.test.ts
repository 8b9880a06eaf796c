import assert from 'node:assert/strict';
import process from 'node:process';
import { setTimeout as after } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { GatherApi } from '../../../src/api.ts';

const origin = process.env['GATHER_FIXTURE'] ?? '';
const count = 400;
const block = 200;

const quantile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

suite('the timings of a run, beside what the server declares', function () {
  this.timeout(120_000);

  for (const held of [false, true]) {
    test(`with the extension host ${held ? `held in blocks of ${block} ms` : 'idle'}`, async () => {
      const api = await vscode.extensions.getExtension<GatherApi>('gather.gather-urls')?.activate();
      assert.ok(api);
      const urls = Array.from(
        { length: count },
        (_, n) => `${origin}/timed/${20 + (n % 7) * 10}/${10 + (n % 5) * 10}/${n}`,
      );
      const run = api.gather(urls, { concurrency: 4, concurrencyPerHost: 4 });
      const state = { over: false };
      const results = run.results.finally(() => (state.over = true));
      while (!state.over) {
        const end = performance.now() + (held ? block : 0);
        while (performance.now() < end);
        await after(held ? 0 : 5);
      }
      const errors = { firstByte: [] as number[], download: [] as number[] };
      for (const result of await results) {
        assert.equal(result.outcome, 'ok');
        const declared = JSON.parse(result.preview) as { waited: number; rest: number };
        errors.firstByte.push(Math.abs(result.timings.firstByte - declared.waited));
        errors.download.push(Math.abs(result.timings.download - declared.rest));
      }
      for (const [phase, values] of Object.entries(errors)) {
        const figures = [0.5, 0.95].map((share) => `${quantile(values, share).toFixed(2)} ms`);
        console.log(
          `[suite] ${held ? 'held' : 'idle'}: ${phase} differs by ${figures[0]} at the median, ${figures[1]} at p95`,
        );
      }
    });
  }
});
