import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import { assertFault, type Expectation } from '../../../support/faultExpectation.ts';
import { startFaultServer } from '../../../support/faultServer.ts';

const wrong: Expectation = { outcome: 'failed', status: 200, kind: 'decode', phase: 'download', attempts: 1 };
const cap = 2_000_000;

describe('a body in', () => {
  for (const coding of ['gzip', 'deflate', 'deflate-raw', 'br', 'zstd']) {
    const cases: readonly (readonly [shape: string, expected: Expectation])[] = [
      [`encoded/${coding}/good`, { outcome: 'ok', bodyBytes: 28_500, kept: /^all of them at once/ }],
      [`encoded/${coding}/truncated`, { ...wrong, kept: /^0 7919 / }],
      [`encoded/${coding}/corrupt`, { ...wrong, kept: /^(0 7919 |$)/ }],
      [`encoded/${coding}/bomb`, { outcome: 'ok', truncated: true, bodyBytes: cap }],
      [`encoded-cut/${coding}`, { outcome: 'failed', kind: 'protocol', phase: 'download', kept: /^0 7919 / }],
    ];
    for (const [path, expected] of cases) {
      it(`${path} is ${expected.kind ?? expected.outcome}`, async () => {
        await using server = await startFaultServer();
        await assertFault(server, [`/${path}`, { retries: 0, maxBodyBytes: cap }, expected]);
      });
    }
    if (coding !== 'deflate-raw') {
      it(`plain text that is said to be ${coding} is decode`, async () => {
        await using server = await startFaultServer();
        await assertFault(server, [`/wrong-encoding/${coding}`, { retries: 0 }, { ...wrong, kept: '' }]);
      });
    }
  }

  it('a coding that nobody knows is kept as it came', async () => {
    await using server = await startFaultServer();
    await assertFault(server, ['/unknown-encoding', {}, { outcome: 'ok', kept: 'plain after all' }]);
  });

  it('gzip of no bytes is empty', async () => {
    await using server = await startFaultServer();
    await assertFault(server, ['/empty-encoded', {}, { outcome: 'ok', bodyBytes: 0, characters: 0 }]);
  });

  it('a few kB that would grow to 1 GiB stops at the cap with flat memory', async () => {
    await using server = await startFaultServer();
    // The server makes its bomb with the first request.
    await assertFault(server, ['/nested-bomb', { maxBodyBytes: 1 }, { outcome: 'ok', truncated: true }]);
    const before = process.memoryUsage();
    let highest = 0;
    const watch = setInterval(() => {
      const now = process.memoryUsage();
      highest = Math.max(highest, now.arrayBuffers - before.arrayBuffers);
    }, 1);
    await assertFault(server, [
      '/nested-bomb',
      { maxBodyBytes: 10_000_000 },
      { outcome: 'ok', truncated: true, bodyBytes: 10_000_000 },
    ]);
    clearInterval(watch);
    assert.ok(highest < 64 * 1024 * 1024, `${highest} bytes`);
  });
});
