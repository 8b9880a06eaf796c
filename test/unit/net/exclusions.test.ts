import assert from 'node:assert/strict';
import type dns from 'node:dns';
import { describe, it } from 'node:test';
import type { Exclusions } from '../../../src/core/exclusions.ts';
import { withRun } from '../../support/fetchAll.ts';
import { withServer } from '../../support/fixtureServer.ts';
import { buildConnector } from 'undici';

/** Look-ups that answer with these addresses. */
const resolving = (hosts: Record<string, string[]>) =>
  ((name: string, _options: unknown, callback: (...results: unknown[]) => void) => {
    const addresses = (hosts[name] ?? []).map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
    setImmediate(() => callback(null, addresses));
  }) as typeof dns.lookup;

async function outcomes(
  urls: readonly string[],
  exclusions: Exclusions,
  hosts: Record<string, string[]> = {},
): Promise<string[]> {
  return withRun(
    urls,
    { retries: 0 },
    async ({ results }) =>
      (await results).map(({ outcome, failure }) =>
        failure ? `${failure.kind}: ${failure.message}` : outcome,
      ),
    { resolve: resolving(hosts) },
    undefined,
    exclusions,
  );
}

const noPrivate: Exclusions = { urls: [], privateAddresses: true };

describe('what is not to be asked for', () => {
  it('is not, and says by which setting; the others are', () =>
    withServer(async ({ origin, counts }) => {
      const results = await outcomes([`${origin}/item/1`, `${origin}/no/2?key=secret`], {
        urls: ['127.0.0.1/no/*'],
        privateAddresses: false,
      });
      assert.deepEqual(results, [
        'ok',
        `excluded: ${origin}/no/2?key=••• is left out by gather.excludeUrls.`,
      ]);
      assert.equal(counts.requests, 1);
    }));

  it('is not after a redirect either', () =>
    withServer(async ({ origin, counts }) => {
      const [result] = await outcomes([`${origin}/redirect-to?url=${encodeURIComponent('/item/1')}`], {
        urls: [`${origin}/item/*`],
        privateAddresses: false,
      });
      assert.match(
        result ?? '',
        /^excluded: The redirect leads to .+\/item\/1, which gather\.excludeUrls leaves/,
      );
      assert.equal(counts.requests, 1);
    }));

  it('is nothing at all where a pattern is none', () =>
    withServer(async ({ origin, counts }) => {
      const [result] = await outcomes([`${origin}/item/1`], { urls: ['ftp://x'], privateAddresses: false });
      assert.match(result ?? '', /^excluded: "ftp:\/\/x" in gather\.excludeUrls is not a pattern/);
      assert.equal(counts.requests, 0);
    }));

  it('are private addresses, by name, by address, and by what a name leads to', () =>
    withServer(async ({ origin, counts }) => {
      const { port } = new URL(origin);
      const urls = [`${origin}/`, `http://localhost:${port}/`, `http://rebound.example:${port}/item/1`];
      const results = await outcomes(urls, noPrivate, { 'rebound.example': ['127.0.0.1', '::1'] });
      assert.match(results[0] ?? '', /^excluded: .+ left out by gather\.excludePrivateAddresses/);
      assert.match(results[1] ?? '', /^excluded: .+ left out by gather\.excludePrivateAddresses/);
      assert.match(
        results[2] ?? '',
        /^excluded: rebound\.example:\d+ leads to this machine or into a private/,
      );
      assert.equal(counts.requests, 0);
    }));

  it('is a private address to which a public server redirects', () =>
    withServer(async ({ origin, counts }) => {
      const { port } = new URL(origin);
      const connect = buildConnector({});
      const redirect = (url: string) =>
        `http://public.example:${port}/redirect-to?url=${encodeURIComponent(url)}`;
      const kinds = await withRun(
        [redirect(`${origin}/item/1`), redirect(`http://localhost:${port}/item/2`)],
        { retries: 0 },
        async (run) => (await run.results).map(({ failure }) => failure?.message),
        // In place of a public server.
        { connect: (options, callback) => connect({ ...options, hostname: '127.0.0.1', port }, callback) },
        undefined,
        noPrivate,
      );
      assert.deepEqual(kinds, [
        `The redirect leads to ${origin}/item/1, which gather.excludePrivateAddresses leaves out.`,
        `The redirect leads to http://localhost:${port}/item/2, which gather.excludePrivateAddresses leaves out.`,
      ]);
      assert.equal(counts.requests, 2);
    }));

  it('is a private address to which a name leads beside public ones', () =>
    withServer(async ({ origin, counts }) => {
      const { port } = new URL(origin);
      // Nobody answers at an address for documentation (RFC 5737).
      const results = withRun(
        [`http://mixed.example:${port}/item/1`],
        { retries: 0, timeout: 300 },
        async (run) => (await run.results)[0]?.failure?.kind,
        { resolve: resolving({ 'mixed.example': ['127.0.0.1', '192.0.2.1'] }) },
        undefined,
        noPrivate,
      );
      assert.ok(['timeout', 'refused'].includes((await results) ?? ''));
      assert.equal(counts.requests, 0);
    }));
});
