import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fetchAll, withRun } from '../../support/fetchAll.ts';
import { startFixtureServer, withServer } from '../../support/fixtureServer.ts';

const urlsOf = (origin: string, count: number, route: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => `${origin}/${route(n)}`);

describe('a run', () => {
  it('keeps input order under random delays, and tells results in the order of completion', () =>
    withServer(async ({ origin }) => {
      const delays = Array.from({ length: 40 }, () => Math.floor(Math.random() * 200));
      const urls = delays.map((delay, n) => `${origin}/delay/${delay}/${n}`);
      await withRun(urls, { concurrency: 40, concurrencyPerHost: 40 }, async (run) => {
        const results = await run.results;
        assert.deepEqual(
          results.map((result) => result.url),
          urls,
        );
        assert.deepEqual(
          results.map((result) => result.preview),
          delays.map((delay, n) => `${delay}/${n}\n`),
        );
        assert.deepEqual(
          [...run.completed].sort((a, b) => a - b),
          [...urls.keys()],
        );
      });
    }));

  it('gives each of 5,000 URLs its own answer', () =>
    withServer(async ({ origin }) => {
      const results = await fetchAll(urlsOf(origin, 5000, (n) => `item/${n}`));
      for (const [n, result] of results.entries()) {
        assert.equal(result.outcome, 'ok');
        assert.equal(result.preview, `item ${n}\n`);
      }
    }));

  it('never has more at once than concurrency and concurrencyPerHost allow, redirect hops and retries included', async () => {
    await using one = await startFixtureServer();
    await using two = await startFixtureServer();
    const urls = [one, two].flatMap(({ origin }) => [
      ...urlsOf(origin, 30, (n) => `delay/5/${n}`),
      ...urlsOf(origin, 10, () => 'redirect/3'),
      ...urlsOf(origin, 5, (n) => `flap/1/${n}`),
    ]);
    const results = await fetchAll(urls, { concurrency: 6, concurrencyPerHost: 4 });
    assert.ok(results.every((result) => result.outcome === 'ok'));
    assert.ok(one.counts.maxInFlight <= 4, `${one.counts.maxInFlight} at once at one host`);
    assert.ok(two.counts.maxInFlight <= 4);
    assert.ok(one.counts.maxInFlight + two.counts.maxInFlight > 4, 'both hosts were asked at once');
  });

  it('never has more at once than concurrency allows over all hosts', () =>
    withServer(async ({ origin, counts }) => {
      // Two origins, one server that counts.
      const urls = [origin, origin.replace('127.0.0.1', 'localhost')].flatMap((each) =>
        urlsOf(each, 40, (n) => `delay/10/${n}`),
      );
      const results = await fetchAll(urls, { concurrency: 5, concurrencyPerHost: 5 });
      assert.ok(results.every((result) => result.outcome === 'ok'));
      assert.equal(counts.maxInFlight, 5);
    }));

  it('serves a second host at once, however many wait for the first', async () => {
    await using slow = await startFixtureServer();
    await using quick = await startFixtureServer();
    const urls = [
      ...urlsOf(slow.origin, 200, (n) => `delay/20/${n}`),
      ...urlsOf(quick.origin, 5, (n) => `item/${n}`),
    ];
    await withRun(urls, { concurrency: 20, concurrencyPerHost: 10 }, async (run) => {
      await run.results;
      const places = run.completed.map((index, place) => (index >= 200 ? place : 0));
      assert.ok(Math.max(...places) < 100, 'the quick host had to wait');
    });
  });

  it('shares its connections, and leaves none open', () =>
    withServer(async ({ origin, counts }) => {
      const results = await fetchAll(
        urlsOf(origin, 200, (n) => `item/${n}`),
        { concurrencyPerHost: 4 },
      );
      assert.ok(counts.connections <= 4, `${counts.connections} connections`);
      assert.equal(results.filter((result) => result.timings.reused).length, 200 - counts.connections);
    }));

  it('leaves the others alone when some fail', () =>
    withServer(async ({ origin }) => {
      const urls = ['item/1', 'close', 'status/500', 'cut-body', 'item/2'].map(
        (route) => `${origin}/${route}`,
      );
      const results = await fetchAll(urls, { retries: 0 });
      assert.deepEqual(
        results.map((result) => result.outcome),
        ['ok', 'failed', 'httpError', 'failed', 'ok'],
      );
    }));

  it('ends at once without requests', async () => {
    assert.deepEqual(await fetchAll([]), []);
  });

  it('stores bodies and details of every answer', () =>
    withServer(async ({ origin }) => {
      const urls = [
        ...urlsOf(origin, 50, (n) => `json/${n}`),
        `${origin}/bytes/700000`,
        `${origin}/redirect/2`,
      ];
      await withRun(urls, { headers: { Authorization: 'Bearer abc', 'X-Own': 'yes' } }, async (run) => {
        await run.results;
        for (let n = 0; n < 50; n++) {
          const { body, details } = await run.stored(n);
          assert.deepEqual(JSON.parse(body.toString()), { id: n, name: `item ${n}` });
          assert.ok(
            details.headers.some(([name, value]) => name === 'content-type' && value === 'application/json'),
          );
          assert.ok(details.requestHeaders.some(([name, value]) => name === 'X-Own' && value === 'yes'));
          assert.ok(
            details.requestHeaders.some(
              ([name, value]) => name === 'Authorization' && value === 'Bearer •••',
            ),
          );
        }
        const large = await run.stored(50);
        assert.ok(large.body.equals(Buffer.alloc(700_000, 'gather')));
        const { details } = await run.stored(51);
        assert.deepEqual(details.redirects, [
          { status: 302, url: `${origin}/redirect/2` },
          { status: 302, url: `${origin}/redirect/1` },
        ]);
      });
    }));

  it('ends also where far more comes than the disk takes at once, retries included', () =>
    withServer(async ({ origin }) => {
      const urls = urlsOf(origin, 12, (n) => `status/503?bytes=12000000&n=${n}`);
      const results = await fetchAll(urls, { retries: 1, concurrencyPerHost: 12 });
      for (const { attempts, bodyBytes } of results) assert.deepEqual([attempts, bodyBytes], [2, 12_000_000]);
    }));

  it('goes on without a disk, and says once that nothing is stored', () =>
    withServer(async ({ origin }) => {
      await withRun(
        urlsOf(origin, 20, (n) => `item/${n}`),
        {},
        async (run) => {
          // In the same turn: no file of it has been made yet.
          rmSync(run.folder, { recursive: true });
          const results = await run.results;
          assert.ok(results.every(({ outcome, preview }) => outcome === 'ok' && preview.startsWith('item')));
          assert.equal(run.warnings.length, 1);
          assert.match(
            run.warnings[0] ?? '',
            /^Not all of what comes is stored any more \(ENOENT\).*Free space/,
          );
        },
      );
    }));
});
