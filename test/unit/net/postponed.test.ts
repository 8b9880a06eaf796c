import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { plenty, Postponed } from '../../../src/net/postponed.ts';
import { withRun } from '../../support/fetchAll.ts';
import { startFixtureServer, withServer } from '../../support/fixtureServer.ts';

const chunk = (first: number) => ({ first, urls: [], extras: [] });

function postponed(waiting: Record<string, number>) {
  const wanted: number[] = [];
  const waits = (origin: string) => waiting[origin] ?? 0;
  return { wanted, postponed: new Postponed(waits, (first) => wanted.push(first)) };
}

describe('Postponed', () => {
  it('takes chunks of which nothing could begin for long, and no others', () => {
    const { postponed: parts } = postponed({ a: plenty, b: plenty, c: plenty - 1 });
    assert.equal(parts.takes(chunk(0), ['a', 'b', 'a']), true);
    assert.equal(parts.takes(chunk(3), ['a', 'c']), false, 'few of c wait');
    assert.equal(parts.takes(chunk(5), ['a', 'new']), false, 'none of a new origin waits');
    assert.equal(parts.takes(chunk(7), ['a', undefined]), false, 'what cannot be sent fails at once');
    const extras = [[9, { method: 'PUT' }]] as const;
    assert.equal(parts.takes({ ...chunk(9), extras: [...extras] }, ['a']), false, 'more than a URL');
  });

  it('asks for the next chunk of an origin when that is no longer plenty, once until it comes', () => {
    const waiting = { a: plenty, b: plenty };
    const { postponed: parts, wanted } = postponed(waiting);
    parts.takes(chunk(10), ['b']);
    parts.takes(chunk(20), ['a', 'b']);
    parts.takes(chunk(30), ['a']);
    parts.refill('a');
    assert.deepEqual(wanted, []);
    waiting.a = plenty - 1;
    parts.refill('a');
    parts.refill('a');
    parts.refill('b');
    assert.deepEqual(wanted, [20]);
    waiting.a = plenty;
    parts.came(20);
    assert.deepEqual(wanted, [20]);
    waiting.b = 0;
    parts.refill('b');
    assert.deepEqual(wanted, [20, 10]);
  });

  it('asks again where what came had nothing left of the origin', () => {
    const waiting = { a: plenty };
    const { postponed: parts, wanted } = postponed(waiting);
    parts.takes(chunk(10), ['a']);
    parts.takes(chunk(20), ['a']);
    waiting.a = 0;
    parts.refill('a');
    parts.came(10);
    assert.deepEqual(wanted, [10, 20]);
    parts.came(20);
    parts.refill('a');
    assert.deepEqual(wanted, [10, 20]);
  });
});

describe('a run that puts off a part of its list', () => {
  const count = plenty + 20_000;

  it('fetches all that is left to be fetched, and stores all that was asked', () =>
    withServer(async ({ origin }) => {
      const urls = Array.from({ length: count }, (_, n) => `${origin}/item/${n}`);
      await withRun(urls, { concurrency: 40, concurrencyPerHost: 40 }, async (run) => {
        const isFetched = (index: number) => index % 50 === 0;
        for (const index of urls.keys()) if (!isFetched(index)) run.fetchRun.cancel(index);
        const results = await run.results;
        assert.deepEqual(run.wanted, [45_000, 50_000, 55_000]);
        for (const { index, outcome, preview, url } of results) {
          assert.equal(outcome, isFetched(index) ? 'ok' : 'cancelled');
          assert.equal(preview, isFetched(index) ? `item ${index}\n` : '');
          assert.equal(url, urls[index]);
        }
        const lines = (await readFile(path.join(run.folder, 'requests.ndjson'), 'utf8')).trim().split('\n');
        assert.deepEqual(
          lines.map((line) => (JSON.parse(line) as { url: string }).url),
          urls,
        );
        assert.deepEqual(run.faults, []);
      });
    }));

  it('serves a host that comes last at once', async () => {
    await using long = await startFixtureServer();
    await using last = await startFixtureServer();
    const urls = Array.from({ length: count }, (_, n) =>
      n < count - 3 ? `${long.origin}/item/${n}` : `${last.origin}/item/${n}`,
    );
    await withRun(urls, { concurrency: 20, concurrencyPerHost: 10 }, async (run) => {
      await run.ended(500);
      assert.equal(run.completed.slice(0, 500).filter((index) => index >= count - 3).length, 3);
      run.fetchRun.cancel();
      const results = await run.results;
      assert.equal(results.at(-1)?.outcome, 'ok');
      assert.equal(results[50_000]?.outcome, 'cancelled');
    });
  });
});
