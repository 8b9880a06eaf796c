import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertFault, type FaultCase } from '../../../support/faultExpectation.ts';
import { startFaultServer } from '../../../support/faultServer.ts';
import { withRun } from '../../../support/fetchAll.ts';

const cases: readonly FaultCase[] = [
  ['/redirect-loop/a', {}, { outcome: 'failed', kind: 'redirect', status: 302, hops: 1 }],
  ['/redirect-self', {}, { outcome: 'failed', kind: 'redirect', status: 302, hops: 0 }],
  ['/redirect-on/0', { maxRedirects: 5 }, { outcome: 'failed', kind: 'redirect', status: 302, hops: 5 }],
  ['/redirect-to-file', {}, { outcome: 'failed', kind: 'redirect', status: 302, message: /file:/ }],
  ['/redirect-utf8', {}, { outcome: 'ok', hops: 1, kept: 'item %C3%A9%F0%9F%98%80' }],
  ['/redirect-empty', {}, { outcome: 'ok', status: 302, hops: 0, kept: 'elsewhere' }],
  ['/redirect-empty', { acceptStatus: '200' }, { outcome: 'httpError', status: 302 }],
  ['/redirect-relative', {}, { outcome: 'ok', status: 200, hops: 1, kept: 'item relative' }],
  ['/redirect-endless-body', {}, { outcome: 'ok', status: 200, hops: 1, kept: 'item after' }],
  ['/retry-after-seconds', { retries: 0 }, { outcome: 'httpError', status: 429, attempts: 1, kept: 'later' }],
  ['/retry-after-date', { retries: 0 }, { outcome: 'httpError', status: 503, attempts: 1, kept: 'later' }],
  ['/retry-after-seconds', {}, { outcome: 'ok', status: 200, attempts: 2, kept: 'now' }],
  ['/retry-after-date', {}, { outcome: 'ok', status: 200, attempts: 2, kept: 'now' }],
];

describe('an answer that leads elsewhere', () => {
  for (const fault of cases) {
    const [path, options, { kind, outcome }] = fault;
    it(`${path} with ${JSON.stringify(options)} is ${kind ?? outcome}`, async () => {
      await using server = await startFaultServer();
      await assertFault(server, fault);
    });
  }

  it('with credentials of its own sends those, not the ones of the request, and shows neither', async () => {
    await using first = await startFaultServer();
    await using second = await startFaultServer();
    const headers = { Authorization: 'Bearer abc', Cookie: 'a=b' };
    await withRun([`${first.origin}/redirect-to-port/${second.port}`], { headers }, async (run) => {
      const [result] = await run.results;
      const { body, details } = await run.stored(0);
      assert.equal(result?.url, `http://localhost:${second.port}/echo`);
      const own = Buffer.from('user:secret').toString('base64');
      assert.match(body.toString(), new RegExp(`authorization: Basic ${own}`, 'i'));
      assert.doesNotMatch(body.toString(), /Bearer|cookie/i);
      assert.doesNotMatch(JSON.stringify([result, details.requestHeaders, details.redirects]), /secret|abc/);
    });
  });
});
