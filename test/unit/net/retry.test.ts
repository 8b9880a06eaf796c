import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isPassing, readRetryAfter, retryDelay } from '../../../src/net/retryPolicy.ts';
import { fetchOne, withRun } from '../../support/fetchAll.ts';
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

describe('Retry-After', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const cases: [value: string, date: string, expected: number | undefined][] = [
    ['3', '', 3000],
    ['0', '', 0],
    ['Thu, 01 Jan 2026 00:00:10 GMT', '', 10_000],
    ['Thu, 01 Jan 2026 00:00:10 GMT', 'Thu, 01 Jan 2026 00:00:07 GMT', 3000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', '', 0],
    ['', '', undefined],
    ['soon', '', undefined],
  ];
  for (const [value, date, expected] of cases) {
    it(`"${value}"${date && `, by a server whose clock says ${date},`} is ${expected} ms`, () => {
      assert.equal(readRetryAfter(value, date, now), expected);
    });
  }

  it('pauses its host, not the run', async () => {
    await using busy = await startFixtureServer();
    await using other = await startFixtureServer();
    const urls = [
      `${busy.origin}/retry-after/1/1`,
      ...[1, 2, 3].map((n) => `${busy.origin}/item/${n}`),
      ...[1, 2, 3].map((n) => `${other.origin}/item/${n}`),
    ];
    await withRun(urls, { concurrencyPerHost: 1 }, async (run) => {
      const results = await run.results;
      assert.ok(results.every(({ outcome }) => outcome === 'ok'));
      assert.equal(results[0]?.attempts, 2);
      for (const { timings } of results.slice(1, 4)) assert.ok(timings.start >= 990, `${timings.start}`);
      for (const { timings } of results.slice(4)) assert.ok(timings.start < 990, `${timings.start}`);
    });
  });

  it('of more than five minutes is not waited for', () =>
    withServer(async ({ origin }) => {
      const result = await fetchOne(`${origin}/retry-after/301/9`);
      assert.deepEqual([result.outcome, result.status, result.attempts], ['httpError', 429, 1]);
    }));
});
