import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertExpected, assertFault, type FaultCase } from '../../../support/faultExpectation.ts';
import { startFaultServer } from '../../../support/faultServer.ts';
import { fetchAll, fetchOne, withRun } from '../../../support/fetchAll.ts';

const once = { retries: 0 };
const soon = { retries: 0, timeout: 400 };

const cases: readonly FaultCase[] = [
  ['/reset-before-headers', once, { outcome: 'failed', kind: 'reset', phase: 'firstByte' }],
  ['/reset-in-headers', once, { outcome: 'failed', kind: 'reset', phase: 'firstByte' }],
  [
    '/reset-in-body',
    once,
    { outcome: 'failed', status: 200, kind: 'reset', phase: 'download', kept: 'only this much' },
  ],
  ['/close-without-answer', once, { outcome: 'failed', kind: 'reset', phase: 'firstByte' }],
  ['/close-in-headers', once, { outcome: 'failed', kind: 'protocol', phase: 'firstByte' }],
  [
    '/close-in-body',
    once,
    { outcome: 'failed', status: 200, kind: 'protocol', phase: 'download', kept: 'only this much' },
  ],
  ['/never-answers', soon, { outcome: 'failed', kind: 'timeout', phase: 'firstByte', attempts: 1 }],
  ['/drip-headers', soon, { outcome: 'failed', kind: 'timeout', phase: 'firstByte' }],
  ['/drip', soon, { outcome: 'failed', status: 200, kind: 'timeout', phase: 'download', kept: /^d{1,20}$/ }],
  [
    '/endless-body',
    { ...once, maxBodyBytes: 300_000 },
    { outcome: 'ok', truncated: true, bodyBytes: 300_000 },
  ],
  ['/endless-headers', once, { outcome: 'failed', kind: 'headersTooLarge', phase: 'firstByte' }],
  ['/endless-interim', soon, { outcome: 'failed', kind: 'timeout', phase: 'firstByte' }],
  ['/reset-before-headers', { retries: 1 }, { outcome: 'failed', kind: 'reset', attempts: 2 }],
  ['/close-in-body', { retries: 2 }, { outcome: 'failed', kind: 'protocol', attempts: 1 }],
  ['/flapping', {}, { outcome: 'ok', status: 200, attempts: 3, kept: 'at visit 3' }],
];

describe('a server that breaks the connection', () => {
  for (const fault of cases) {
    const [path, { retries = 2 }, { kind, outcome }] = fault;
    it(`${path} with ${retries} retries is ${kind ?? outcome}`, async () => {
      await using server = await startFaultServer();
      await assertFault(server, fault);
    });
  }

  it('just as the next request is on its way costs no attempt', async () => {
    await using server = await startFaultServer();
    const urls = Array.from({ length: 20 }, (_, n) => `${server.origin}/closed-on-reuse/${n}`);
    const results = await fetchAll(urls, { concurrencyPerHost: 1, retries: 0 });
    for (const [n, result] of results.entries()) {
      assertExpected(result, { outcome: 'ok', attempts: 1, preview: `fresh ${n}` });
    }
  });

  it('just as a POST is on its way is told: it may have done its work', async () => {
    await using server = await startFaultServer();
    const posts = Array.from({ length: 5 }, (_, n) => [
      `${server.origin}/closed-on-reuse/get-${n}`,
      { url: `${server.origin}/closed-on-reuse/post-${n}`, method: 'POST', body: 'a=b' },
    ]).flat();
    const results = await fetchAll(posts, { concurrencyPerHost: 1, retries: 2 });
    for (const [n, result] of results.entries()) {
      if (n % 2 === 0) assertExpected(result, { outcome: 'ok', attempts: 1 });
      else assertExpected(result, { outcome: 'failed', kind: 'reset', phase: 'firstByte', attempts: 1 });
      assert.equal(result.timings.reused, n % 2 === 1);
    }
    assert.equal(server.requests, posts.length);
  });

  it('by a byte a second ends with the deadline, and keeps what came', async () => {
    await using server = await startFaultServer();
    const timeout = 2300;
    await withRun(
      ['slow-drip', 'slow-drip-headers'].map((path) => `${server.origin}/${path}`),
      { timeout, retries: 0 },
      async (run) => {
        const [body, headers] = await run.results;
        assert.ok(body && headers);
        assertExpected(body, {
          outcome: 'failed',
          status: 200,
          kind: 'timeout',
          phase: 'download',
          bodyBytes: 2,
        });
        assertExpected(headers, { outcome: 'failed', kind: 'timeout', phase: 'firstByte' });
        assert.equal((await run.stored(0)).body.toString(), 'dd');
        for (const { timings } of [body, headers]) {
          assert.ok(timings.total >= timeout - 5 && timings.total < timeout + 1000, `${timings.total} ms`);
        }
      },
    );
  });

  it('cannot hold a place past the deadline', async () => {
    await using server = await startFaultServer();
    const urls = Array.from({ length: 40 }, (_, n) => `${server.origin}/drip/${n}`);
    const begun = performance.now();
    const results = await fetchAll([...urls, `${server.origin}/item/last`], {
      concurrency: 20,
      concurrencyPerHost: 20,
      ...soon,
    });
    assert.equal(results.filter((result) => result.failure?.kind === 'timeout').length, 40);
    assert.equal(results.at(-1)?.preview, 'item last');
    assert.ok(performance.now() - begun < 4000);
  });

  it('where nothing listens refuses', async () => {
    const server = await startFaultServer();
    await server[Symbol.asyncDispose]();
    const result = await fetchOne(server.origin, once);
    assertExpected(result, {
      outcome: 'failed',
      kind: 'refused',
      phase: 'connect',
      code: 'ECONNREFUSED',
      attempts: 1,
    });
  });
});
