import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import { bombs } from '../../../support/bombs.ts';
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

  for (const [coding, kept] of [
    ['utf-8', 'plain after all'],
    ['gzip,utf-8', 'plain after all'],
    ['gzip,gzip,gzip,gzip,gzip,gzip', 'plain after all'],
    ['identity', 'plain after all'],
    ['identity,,', 'plain after all'],
  ] as const) {
    it(`${coding}, which cannot be undone or need not be, is kept as it came`, async () => {
      await using server = await startFaultServer();
      await assertFault(server, [`/wrong-encoding/${coding}`, {}, { outcome: 'ok', kept }]);
    });
  }

  for (const chain of [
    'gzip+br',
    'br+gzip',
    'deflate+zstd',
    'deflate-raw+gzip',
    'gzip+deflate+br+zstd+gzip',
  ]) {
    const cases: readonly (readonly [shape: string, expected: Expectation])[] = [
      ['good', { outcome: 'ok', bodyBytes: 28_500, kept: /^all of them at once/ }],
      ['corrupt', { ...wrong, kept: /^(0 7919 |$)/ }],
      ['corrupt-inside', { ...wrong, kept: /^(0 7919 |$)/ }],
    ];
    for (const [shape, expected] of cases) {
      it(`${chain}, one after the other, ${shape}, is ${expected.kind ?? expected.outcome}`, async () => {
        await using server = await startFaultServer();
        await assertFault(server, [`/chained/${chain}/${shape}`, { retries: 0 }, expected]);
      });
    }
  }

  it('gzip of no bytes is empty', async () => {
    await using server = await startFaultServer();
    await assertFault(server, ['/empty-encoded', {}, { outcome: 'ok', bodyBytes: 0, characters: 0 }]);
  });

  for (const path of [...Object.keys(bombs).map((coding) => `/encoded/${coding}/bomb`), '/nested-bomb']) {
    it(`${path}, which would grow to 1 GiB, stops at the cap at once, with flat memory`, async () => {
      await using server = await startFaultServer();
      // The server makes its bomb with the first request.
      await assertFault(server, [path, { maxBodyBytes: 1 }, { outcome: 'ok', truncated: true }]);
      const before = process.memoryUsage();
      let highest = 0;
      const watch = setInterval(() => {
        const now = process.memoryUsage();
        highest = Math.max(highest, now.arrayBuffers - before.arrayBuffers, now.rss - before.rss);
      }, 5);
      const begun = performance.now();
      await assertFault(server, [
        path,
        { maxBodyBytes: 10_000_000 },
        { outcome: 'ok', status: 200, truncated: true, bodyBytes: 10_000_000 },
      ]);
      clearInterval(watch);
      assert.ok(performance.now() - begun < 5000, 'not at once');
      assert.ok(highest < 100 * 1024 * 1024, `${highest} bytes`);
    });
  }
});
