import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import { fetchAll } from '../../support/fetchAll.ts';
import { type FaultServer, startFaultServer } from '../../support/faultServer.ts';
import { tlsFaults, trusting } from '../../support/tlsFaults.ts';

const count = 1000;

/** Paths of every sort; `#` is the request's number, so that each path is asked for once. */
const paths = [
  ...Array.from({ length: 12 }, () => 'item/#'),
  'closed-on-reuse/#',
  'reset-before-headers/#',
  'reset-in-headers/#',
  'reset-in-body/#',
  'close-without-answer/#',
  'close-in-body/#',
  'never-answers/#',
  'drip/#',
  'endless-body/#',
  'endless-headers/#',
  'length-too-small/#',
  'length-too-large/#',
  'bad-chunks/#',
  'truncated-chunks/#',
  'garbage/#',
  'continue-unasked/#',
  'switching-unasked/#',
  'early-hints/#',
  '304-with-body/#',
  'headers/200000/#',
  'encoded/gzip/good/#',
  'encoded/br/corrupt/#',
  'encoded/zstd/truncated/#',
  'encoded/gzip/bomb/#',
  'redirect-self/#',
  'redirect-relative/#',
  'flapping/#',
];

/** A sequence that is the same with each run (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function soak(servers: readonly FaultServer[], seed: number): Promise<void> {
  const random = randomOf(seed);
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
  const urls = Array.from(
    { length: count },
    (_, n) => `${pick(servers).origin}/${pick(paths).replace('#', `${seed}-${n}`)}`,
  );
  const options = {
    concurrency: 200,
    concurrencyPerHost: 50,
    timeout: 700,
    retries: 1,
    maxBodyBytes: 100_000,
  };
  const patient = { timeout: 30_000, retries: 3 };
  const requests = urls.map((url) =>
    /\/(item|redirect-relative)\//.test(url) ? { url, options: patient } : url,
  );
  const results = await fetchAll(requests, options, trusting);
  assert.equal(results.length, count);
  for (const [n, result] of results.entries()) {
    assert.equal(result.request.url, urls[n]);
    assert.notEqual(result.outcome, 'cancelled');
    assert.notEqual(result.failure?.kind, 'internal', JSON.stringify(result));
    const asked = /\/(item|closed-on-reuse)\/(.*)$/.exec(urls[n] ?? '');
    if (asked?.[1] === 'item') assert.equal(result.outcome, 'ok', JSON.stringify(result));
    if (asked && result.outcome === 'ok') {
      assert.match(result.preview, new RegExp(`^(item|fresh) ${asked[2]}$`));
    }
  }
}

/** What keeps this process busy, by kind. */
function resources(): Record<string, number> {
  const held: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) held[kind] = (held[kind] ?? 0) + 1;
  return held;
}

describe('a soak of faults', () => {
  it('ends, leaves nothing behind, and gives each URL its own answer', { timeout: 60_000 }, async () => {
    const before = resources();
    {
      await using plain = await startFaultServer();
      await using other = await startFaultServer();
      await using secure = await startFaultServer({ secure: tlsFaults.good });
      const servers = [plain, other, secure];
      await soak(servers, 1);
      const { arrayBuffers } = process.memoryUsage();
      await soak(servers, 2);
      for (const { sockets } of servers) {
        const deadline = performance.now() + 5000;
        while (sockets.size > 0 && performance.now() < deadline) await new Promise(setImmediate);
        assert.equal(sockets.size, 0);
      }
      const grown = process.memoryUsage().arrayBuffers - arrayBuffers;
      assert.ok(grown < 100 * 1024 * 1024, `${grown} bytes more`);
    }
    const deadline = performance.now() + 5000;
    const left = () =>
      Object.entries(resources()).filter(
        ([kind, held]) => /TCP|TLS|Timeout|Zlib|GetAddrInfo/.test(kind) && held > (before[kind] ?? 0),
      );
    while (left().length > 0 && performance.now() < deadline) await new Promise(setImmediate);
    assert.deepEqual(left(), []);
  });
});
