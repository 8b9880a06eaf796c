import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isPassing, readRetryAfter, retryDelay } from '../../../src/net/retryPolicy.ts';
import { fetchAll, fetchOne, withRun } from '../../support/fetchAll.ts';
import { startFixtureServer, withServer } from '../../support/fixtureServer.ts';

describe('a retry', () => {
  const passing: [
    method: string,
    status: number | undefined,
    kind: 'reset' | 'dns' | 'refused' | undefined,
    again: boolean,
  ][] = [
    ['GET', 503, undefined, true],
    ['HEAD', 429, undefined, true],
    ['GET', 408, undefined, true],
    ['PUT', 502, undefined, true],
    ['GET', 425, undefined, true],
    ['OPTIONS', 504, undefined, true],
    ['DELETE', 429, undefined, true],
    ['GET', 501, undefined, false],
    ['PATCH', 503, undefined, false],
    ['POST', 408, undefined, false],
    ['GET', 500, undefined, false],
    ['GET', 404, undefined, false],
    ['POST', 503, undefined, false],
    ['PATCH', undefined, 'reset', false],
    ['DELETE', undefined, 'reset', true],
    ['GET', undefined, 'refused', false],
    ['GET', undefined, 'dns', false],
  ];
  for (const [method, status, kind, again] of passing) {
    it(`${again ? 'follows' : 'does not follow'} ${method} that ended with ${status ?? kind}`, () => {
      assert.equal(isPassing(method, status, kind && { kind, message: '' }), again);
    });
  }

  it('follows a look-up that failed for the moment', () => {
    assert.ok(isPassing('GET', undefined, { kind: 'dns', code: 'EAI_AGAIN', message: '' }));
  });

  it('waits twice as long each time, at most, and never longer than the cap', () => {
    const longest = [1, 2, 3, 4, 5, 6, 20].map((tries) => retryDelay(tries, () => 1));
    assert.deepEqual(longest, [500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
    assert.equal(
      retryDelay(3, () => 0),
      0,
    );
  });

  it('tells every attempt', () =>
    withServer(async ({ origin }) => {
      await withRun([`${origin}/flap/2/x`], { retries: 2 }, async (run) => {
        const [result] = await run.results;
        assert.equal(result?.attempts, 3);
        const { details } = await run.stored(0);
        assert.deepEqual(
          details.attempts.map(({ status }) => status),
          [503, 503, 200],
        );
        const between = (details.attempts[1]?.start ?? 0) - (details.attempts[0]?.start ?? 0);
        assert.ok(between >= (details.attempts[0]?.total ?? 0));
        assert.ok((result?.timings.waited ?? 0) > 0);
      });
    }));

  for (const [method, status, attempts] of [
    ['GET', 408, 2],
    ['GET', 425, 2],
    ['HEAD', 429, 2],
    ['GET', 500, 1],
    ['PUT', 502, 2],
    ['DELETE', 503, 2],
    ['OPTIONS', 504, 2],
    ['POST', 503, 1],
    ['PATCH', 503, 1],
  ] as const) {
    it(`sends ${method} that was answered with ${status} ${attempts === 1 ? 'once' : 'twice'}`, () =>
      withServer(async ({ origin, counts }) => {
        const result = await fetchOne({ url: `${origin}/flap/1?status=${status}`, method }, { retries: 1 });
        assert.deepEqual([result.attempts, result.status], [attempts, attempts === 1 ? status : 200]);
        assert.equal(counts.requests, attempts);
      }));
  }

  it('that was cancelled while it waits is not made', () =>
    withServer(async ({ origin, counts }) => {
      await withRun([`${origin}/retry-after/200/9`], {}, async (run) => {
        while (run.table.state(0) !== 'waiting') await new Promise(setImmediate);
        run.fetchRun.cancel(0);
        assert.equal((await run.results)[0]?.outcome, 'cancelled');
      });
      assert.equal(counts.requests, 1);
    }));
});

describe('Retry-After', { concurrency: 4 }, () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const cases: [value: string, date: string, expected: number | undefined][] = [
    ['3', '', 3000],
    ['0', '', 0],
    ['Thu, 01 Jan 2026 00:00:10 GMT', '', 10_000],
    ['Thu, 01 Jan 2026 00:00:10 GMT', 'Thu, 01 Jan 2026 00:00:07 GMT', 3000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', '', 0],
    ['Thursday, 01-Jan-26 00:00:10 GMT', '', 10_000],
    ['Thu Jan  1 00:00:10 2026', '', 10_000],
    ['Thu Jan  1 00:00:10 2026', 'Thu Jan  1 00:00:08 2026', 2000],
    ['', '', undefined],
    ['soon', '', undefined],
    ['-5', '', undefined],
    ['1.5', '', undefined],
    ['in 5 s', '', undefined],
  ];
  for (const [value, date, expected] of cases) {
    it(`"${value}"${date && `, by a server whose clock says ${date},`} is ${expected} ms`, () => {
      assert.equal(readRetryAfter(value, date, now), expected);
    });
  }

  const inTwoSeconds = () => encodeURIComponent(new Date(Date.now() + 2000).toUTCString());
  for (const [status, what, when] of [
    [429, 'seconds', () => '1'],
    [429, 'a date', inTwoSeconds],
    [503, 'seconds', () => '1'],
    [503, 'a date', inTwoSeconds],
  ] as const) {
    it(`in ${what} on ${status} pauses its host, not the run, and shows as waiting`, async () => {
      await using busy = await startFixtureServer();
      await using other = await startFixtureServer();
      const items = (origin: string) => Array.from({ length: 10 }, (_, n) => `${origin}/item/${n}`);
      const urls = [
        `${busy.origin}/retry-after/${when()}/1/${status}`,
        ...items(busy.origin),
        ...items(other.origin),
      ];
      await withRun(urls, { concurrencyPerHost: 1 }, async (run) => {
        await run.ended(10);
        assert.equal(run.table.state(0), 'waiting');
        assert.equal(busy.counts.requests, 1);
        assert.equal(run.table.state(1), 'queued');
        const results = await run.results;
        assert.ok(results.every(({ outcome }) => outcome === 'ok'));
        assert.equal(results[0]?.attempts, 2);
        assert.ok((results[0]?.timings.waited ?? 0) >= 990);
        for (const { timings } of results.slice(1, 11)) assert.ok(timings.start >= 990, `${timings.start}`);
        for (const { timings } of results.slice(11)) assert.ok(timings.start < 990, `${timings.start}`);
      });
    });
  }

  it('on what is not sent again pauses its host all the same', () =>
    withServer(async ({ origin }) => {
      const urls = [{ url: `${origin}/retry-after/1/9`, method: 'POST' }, `${origin}/item/1`];
      const [posted, next] = await fetchAll(urls, { concurrencyPerHost: 1 });
      assert.deepEqual([posted?.status, posted?.attempts], [429, 1]);
      assert.ok((next?.timings.start ?? 0) >= 990);
    }));

  for (const [what, value] of [
    ['negative', '-5'],
    ['garbage', 'in a moment'],
    ['in the past', 'Wed, 01 Jan 2025 00:00:00 GMT'],
    ['none', '0'],
  ] as const) {
    it(`that is ${what} lets the retry come as usual`, () =>
      withServer(async ({ origin }) => {
        const result = await fetchOne(`${origin}/retry-after/${encodeURIComponent(value)}/1`);
        assert.deepEqual([result.outcome, result.attempts], ['ok', 2]);
        assert.ok(result.timings.waited < 2000);
      }));
  }

  for (const value of ['301', '99999999999999999999', 'Fri, 01 Jan 2100 00:00:00 GMT']) {
    it(`of ${value}, more than five minutes, is not waited for, and pauses nothing`, () =>
      withServer(async ({ origin }) => {
        const urls = [`${origin}/retry-after/${encodeURIComponent(value)}/9`, `${origin}/item/1`];
        const [busy, next] = await fetchAll(urls, { concurrencyPerHost: 1 });
        assert.deepEqual([busy?.outcome, busy?.status, busy?.attempts], ['httpError', 429, 1]);
        assert.equal(next?.outcome, 'ok');
      }));
  }
});
