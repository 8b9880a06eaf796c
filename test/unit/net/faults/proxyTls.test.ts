import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noProxies, type ProxySettings } from '../../../../src/core/proxySettings.ts';
import type { Network } from '../../../../src/net/connectors.ts';
import { ProxyRules } from '../../../../src/net/proxyRules.ts';
import { assertExpected } from '../../../support/faultExpectation.ts';
import { toLoopback } from '../../../support/namesOf.ts';
import { startFaultServer } from '../../../support/faultServer.ts';
import { fetchAll, withRun } from '../../../support/fetchAll.ts';
import { type ProxyServer, startProxy } from '../../../support/proxyServer.ts';
import { tlsFaults, trustedFor, trusting } from '../../../support/tlsFaults.ts';

const proxyName = 'proxy.test';
const target = trustedFor(['example.test']);

const network = (settings: Partial<ProxySettings>): Network => ({
  ...trusting,
  resolve: toLoopback,
  proxies: new ProxyRules({ ...noProxies, ...settings }),
});

const named = (proxy: ProxyServer) => proxy.origin.replace('127.0.0.1', proxyName);

describe('through a proxy that speaks TLS', () => {
  for (const scheme of ['http', 'https']) {
    const secure = scheme === 'https' ? { secure: target } : {};
    const urls = [1, 2, 3].map((n) => `${scheme}://example.test/item/${n}`);

    it(`${scheme}: URLs are asked, over connections that are shared`, async () => {
      await using server = await startFaultServer(secure);
      await using proxy = await startProxy(server.port, { secure: trustedFor([proxyName]) });
      const results = await fetchAll(urls, { concurrency: 1 }, network({ proxy: named(proxy) }));
      for (const [n, result] of results.entries()) {
        assertExpected(result, { outcome: 'ok', preview: `item ${n + 1}` });
        assert.equal(result.timings.reused, n > 0);
      }
    });

    it(`many hosts of ${scheme}: URLs are asked at once`, async () => {
      const hosts = Array.from({ length: 20 }, (_, n) => `host${n}.test`);
      await using server = await startFaultServer(scheme === 'https' ? { secure: trustedFor(hosts) } : {});
      await using proxy = await startProxy(server.port, { secure: trustedFor([proxyName]) });
      const results = await fetchAll(
        hosts.flatMap((host, n) => [`${scheme}://${host}/item/${n}`, `${scheme}://${host}/item/${n}`]),
        { concurrency: 4 },
        network({ proxy: named(proxy) }),
      );
      for (const [n, result] of results.entries()) {
        assertExpected(result, { outcome: 'ok', preview: `item ${n >> 1}` });
      }
    });

    for (const [what, shown] of [
      ['nobody trusts', tlsFaults['unknown-issuer']],
      ['is for another host', trustedFor(['elsewhere.test'])],
    ] as const) {
      it(`whose certificate ${what}, ${scheme}: URLs fail with a word on the proxy`, async () => {
        await using server = await startFaultServer(secure);
        await using proxy = await startProxy(server.port, { secure: shown });
        const settings = network({ proxy: named(proxy) });
        await withRun(
          urls,
          { retries: 0 },
          async (run) => {
            for (const result of await run.results) {
              assertExpected(result, {
                outcome: 'failed',
                kind: 'proxy',
                phase: 'connect',
                message: /\(proxy\.test:\d+: .* certificate .*http\.proxyStrictSSL/,
              });
              // It is not the certificate of the server that was asked for.
              assert.equal((await run.stored(result.index)).details.certificate, undefined);
            }
          },
          settings,
        );
        assert.equal(proxy.requests.length, 0);
      });

      it(`whose certificate ${what}, ${scheme}: URLs are asked where it need not be trusted`, async () => {
        await using server = await startFaultServer(secure);
        await using proxy = await startProxy(server.port, { secure: shown });
        const results = await fetchAll(urls, {}, network({ proxy: named(proxy), strictSSL: false }));
        for (const [n, result] of results.entries()) {
          assertExpected(result, { outcome: 'ok', preview: `item ${n + 1}` });
        }
      });
    }
  }

  it('that need not be trusted, the server itself must be', async () => {
    await using server = await startFaultServer({ secure: tlsFaults.expired });
    await using proxy = await startProxy(server.port, { secure: tlsFaults['self-signed'] });
    await withRun(
      ['https://example.test/item/1', 'https://example.test/item/2'],
      { retries: 0 },
      async (run) => {
        for (const result of await run.results) {
          assertExpected(result, { outcome: 'failed', kind: 'tls', phase: 'tls' });
          const { certificate } = (await run.stored(result.index)).details;
          assert.equal(certificate?.subject, 'CN=expired');
        }
      },
      network({ proxy: named(proxy), strictSSL: false }),
    );
    assert.equal(server.requests, 0);
  });

  it('that need not be trusted as a proxy, it must be when it is asked for itself', async () => {
    await using server = await startFaultServer();
    await using proxy = await startProxy(server.port, { secure: tlsFaults['self-signed'] });
    const settings = { httpProxy: named(proxy), strictSSL: false };
    const urls = ['http://example.test/item/1', `${named(proxy)}/item/2`];
    const results = await fetchAll(urls, { concurrency: 1, retries: 0 }, network(settings));
    assert.deepEqual(
      results.map(({ preview, failure }) => failure?.kind ?? preview),
      ['item 1', 'tls'],
    );
  });

  it('credentials are sent to it alone', async () => {
    await using server = await startFaultServer({ secure: target });
    const manner = { secure: trustedFor([proxyName]), password: 'joe:secret' };
    await using proxy = await startProxy(server.port, manner);
    const address = named(proxy).replace('//', '//joe:secret@');
    await withRun(
      ['https://example.test/echo'],
      {},
      async (run) => {
        assert.equal((await run.results)[0]?.outcome, 'ok');
        assert.doesNotMatch((await run.stored(0)).body.toString(), /proxy-authorization/i);
      },
      network({ proxy: address }),
    );
  });
});
