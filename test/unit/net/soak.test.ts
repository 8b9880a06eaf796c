import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { noProxies } from '../../../src/core/proxySettings.ts';
import type { Network } from '../../../src/net/connectors.ts';
import { ProxyRules } from '../../../src/net/proxyRules.ts';
import { fetchAll } from '../../support/fetchAll.ts';
import { startFaultServer } from '../../support/faultServer.ts';
import { namesOf } from '../../support/namesOf.ts';
import { startProxy } from '../../support/proxyServer.ts';
import { tlsFaults, trustedFor, trusting } from '../../support/tlsFaults.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const count = 1500;

/** Paths of every sort; `#` is the request's number, so that each path is asked for once. */
const paths = [
  ...Array.from({ length: 60 }, () => 'item/#'),
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
  'headers/60000/#',
  'encoded/gzip/good/#',
  'encoded/br/corrupt/#',
  'encoded/zstd/truncated/#',
  'chained/gzip+br/good/#',
  'encoded/zstd/bomb/#',
  'redirect-self/#',
  'redirect-loop/a/#',
  'redirect-relative/#',
  'redirect-to-file/#',
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

async function soak(origins: readonly string[], network: Network, seed: number): Promise<void> {
  const random = randomOf(seed);
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
  const urls = Array.from(
    { length: count },
    (_, n) => `${pick(origins)}/${pick(paths).replace('#', `${seed}-${n}`)}`,
  );
  const options = {
    concurrency: 500,
    concurrencyPerHost: 120,
    timeout: 700,
    retries: 1,
    maxBodyBytes: 30_000,
  };
  const patient = { timeout: 30_000, retries: 3 };
  const requests = urls.map((url) =>
    /\/(item|redirect-relative)\//.test(url) ? { url, options: patient } : url,
  );
  const results = await fetchAll(requests, options, network);
  assert.equal(results.length, count);
  for (const [n, result] of results.entries()) {
    assert.equal(result.request.url, urls[n]);
    assert.notEqual(result.outcome, 'cancelled');
    assert.notEqual(result.failure?.kind, 'internal', JSON.stringify(result));
    const asked = /\/(item|closed-on-reuse)\/(.*)$/.exec(urls[n] ?? '');
    if (urls[n]?.includes('//gone.test/')) {
      assert.equal(result.failure?.kind, 'dns', JSON.stringify(result));
      continue;
    }
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

/** Memory in use, after what is not in use any more has gone. */
async function memory(): Promise<{ heapUsed: number; arrayBuffers: number }> {
  for (let n = 0; n < 3; n++) {
    collectGarbage();
    await new Promise(setImmediate);
  }
  return process.memoryUsage();
}

describe('a soak of faults', () => {
  it('ends, leaves nothing behind, and gives each URL its own answer', { timeout: 60_000 }, async () => {
    const before = resources();
    {
      await using plain = await startFaultServer();
      await using secure = await startFaultServer({ secure: tlsFaults.good });
      await using hidden = await startFaultServer();
      await using hiddenSecure = await startFaultServer({ secure: trustedFor(['secure.test']) });
      await using proxy = await startProxy(hidden.port);
      await using secureProxy = await startProxy(hiddenSecure.port, { secure: trustedFor(['127.0.0.1']) });
      const network: Network = {
        ...trusting,
        ...namesOf({ 'gone.test': 'ENOTFOUND' }),
        proxies: new ProxyRules({
          ...noProxies,
          httpProxy: proxy.origin,
          httpsProxy: secureProxy.origin,
          noProxy: ['gone.test'],
        }),
      };
      const servers = [plain, secure, hidden, hiddenSecure];
      // Handshakes are what takes time here.
      const quick = [plain.origin, 'http://plain.test'];
      const origins = [
        ...quick,
        ...quick,
        ...quick,
        secure.origin,
        'https://secure.test',
        'http://gone.test',
      ];
      await soak(origins, network, 1);
      for (const { sockets } of servers) await until(() => sockets.size === 0);
      const first = await memory();
      await soak(origins, network, 2);
      for (const { sockets } of servers) await until(() => sockets.size === 0);
      const second = await memory();
      for (const kind of ['heapUsed', 'arrayBuffers'] as const) {
        const grown = second[kind] - first[kind];
        assert.ok(grown < 30 * 1024 * 1024, `${grown} bytes more of ${kind}`);
      }
    }
    const left = () =>
      Object.entries(resources()).filter(
        ([kind, held]) => /TCP|TLS|Timeout|Zlib|GetAddrInfo/.test(kind) && held > (before[kind] ?? 0),
      );
    await until(() => left().length === 0);
  });
});

/** What is a matter of a few turns. */
async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 5000;
  while (!holds() && performance.now() < deadline) await new Promise(setImmediate);
  assert.ok(holds());
}
