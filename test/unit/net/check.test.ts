import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FetchResult } from '../../../src/api.ts';
import { fetchOne, withRun } from '../../support/fetchAll.ts';
import { withServer } from '../../support/fixtureServer.ts';

const cases: [what: string, route: string, expected: Partial<FetchResult>, requests: number][] = [
  ['asks with HEAD alone', '/item/1', { outcome: 'ok', status: 200 }, 1],
  ['follows redirects with HEAD', '/redirect/2', { outcome: 'ok', status: 200, hops: 2 }, 3],
  ['asks with GET where HEAD is not allowed', '/no-head', { outcome: 'ok', status: 200, attempts: 1 }, 2],
  [
    'asks with GET where HEAD is not found',
    '/status/404',
    { outcome: 'httpError', status: 404, attempts: 1 },
    2,
  ],
  ['takes a server error for what it is', '/status/500', { outcome: 'httpError', status: 500 }, 1],
  [
    'does not call a page dead that wants people',
    '/challenge/403',
    { outcome: 'httpError', verdict: 'blocked' },
    2,
  ],
];

describe('check mode', () => {
  for (const [what, route, expected, requests] of cases) {
    it(what, () =>
      withServer(async ({ origin, counts }) => {
        const result = await fetchOne(`${origin}${route}`, { mode: 'check' });
        const actual = Object.fromEntries(
          Object.keys(expected).map((key) => [key, result[key as keyof FetchResult]]),
        );
        assert.deepEqual(actual, expected, JSON.stringify(result));
        assert.equal(counts.requests, requests);
        assert.deepEqual([result.bodyBytes, result.preview], [0, '']);
      }),
    );
  }

  it('asks with GET where the connection breaks at HEAD', () =>
    withServer(async ({ origin }) => {
      const result = await fetchOne(`${origin}/no-head-reset`, { mode: 'check', retries: 0 });
      assert.deepEqual([result.outcome, result.status, result.attempts], ['ok', 200, 1]);
    }));

  it('stores which method was sent, where that is not what was asked for', () =>
    withServer(async ({ origin }) => {
      const requests = [
        `${origin}/item/1`,
        `${origin}/no-head`,
        `${origin}/redirect/1`,
        { url: `${origin}/echo`, method: 'POST' },
      ];
      await withRun(requests, { mode: 'check' }, async (run) => {
        await run.results;
        const details = await Promise.all(
          requests.map(async (_, index) => (await run.stored(index)).details),
        );
        assert.deepEqual(
          details.map(({ method }) => method),
          ['HEAD', undefined, 'HEAD', undefined],
        );
      });
    }));

  it('stores no body, but the headers', () =>
    withServer(async ({ origin }) => {
      await withRun([`${origin}/no-head`], { mode: 'check' }, async (run) => {
        await run.results;
        const { body, details } = await run.stored(0);
        assert.equal(body.length, 0);
        assert.ok(details.headers.some(([name]) => name === 'content-type'));
      });
    }));

  it('leaves other methods than GET as they are', () =>
    withServer(async ({ origin }) => {
      const result = await fetchOne({ url: `${origin}/echo`, method: 'POST', body: 'a' }, { mode: 'check' });
      assert.equal(result.status, 200);
    }));
});

describe('in fetch mode', () => {
  it('the verdict is told as well, and the body kept', () =>
    withServer(async ({ origin }) => {
      const result = await fetchOne(`${origin}/challenge/403`);
      assert.deepEqual([result.outcome, result.verdict], ['httpError', 'blocked']);
      assert.match(result.preview, /Just a moment/);
    }));
});
