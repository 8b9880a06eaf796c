import assert from 'node:assert/strict';
import { once } from 'node:events';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { noProxies, type ProxySettings } from '../../../src/core/proxySettings.ts';
import type { Network } from '../../../src/net/connectors.ts';
import { ProxyRules } from '../../../src/net/proxyRules.ts';
import { issueCertificate } from '../../support/certificates.ts';
import { fetchAll, fetchOne } from '../../support/fetchAll.ts';
import { startFixtureServer } from '../../support/fixtureServer.ts';
import { type ProxyManner, type ProxyServer, startProxy } from '../../support/proxyServer.ts';

const through = (settings: Partial<ProxySettings>, network: Network = {}): Network => ({
  ...network,
  proxies: new ProxyRules({ ...noProxies, ...settings }),
});

const portOf = (origin: string) => Number(new URL(origin).port);

/** Runs `body` with a proxy that leads to the fixture server. */
async function withProxy(manner: ProxyManner, body: (proxy: ProxyServer) => Promise<void>): Promise<void> {
  await using server = await startFixtureServer();
  await using proxy = await startProxy(portOf(server.origin), manner);
  await body(proxy);
}

/** Runs `body` with a proxy that leads to a TLS server for `example.test`, and a network that trusts it. */
async function withTlsBehind(
  manner: ProxyManner,
  body: (proxy: ProxyServer, network: Network) => Promise<void>,
): Promise<void> {
  const authority = issueCertificate({ subject: 'Authority of the proxy tests' });
  const { cert, key } = issueCertificate({ subject: 'example', hosts: ['example.test'], issuer: authority });
  const server = https.createServer({ cert, key }, (request, response) => {
    response.end(`secure ${request.url ?? ''} for ${request.headers.host ?? ''}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await using proxy = await startProxy((server.address() as AddressInfo).port, manner);
    await body(proxy, { tls: { ca: authority.cert } });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('through a proxy', () => {
  it('an http: URL is asked of it by its whole name', () =>
    withProxy({}, async (proxy) => {
      const result = await fetchOne('http://example.test/item/7?a=b', {}, through({ proxy: proxy.origin }));
      assert.deepEqual(
        [result.outcome, result.preview, result.url],
        ['ok', 'item 7\n', 'http://example.test/item/7?a=b'],
      );
      assert.deepEqual(proxy.requests, [
        {
          method: 'GET',
          target: 'http://example.test/item/7?a=b',
          authorization: undefined,
          host: 'example.test',
        },
      ]);
    }));

  it('an https: URL goes by a tunnel, whose end shows its own certificate', () =>
    withTlsBehind({ password: 'joe:secret' }, async (proxy, network) => {
      const address = proxy.origin.replace('//', '//joe:secret@');
      const urls = ['https://example.test/a', 'https://example.test/b'];
      const results = await fetchAll(urls, { concurrency: 1 }, through({ httpsProxy: address }, network));
      assert.deepEqual(
        results.map(({ preview }) => preview),
        ['secure /a for example.test', 'secure /b for example.test'],
      );
      assert.deepEqual(
        proxy.requests.map(({ method, target }) => [method, target]),
        [['CONNECT', 'example.test:443']],
      );
      assert.ok((results[0]?.timings.tls ?? 0) > 0);
      assert.equal(results[1]?.timings.reused, true);
    }));

  it('another certificate at the end of a tunnel is refused', () =>
    withTlsBehind({}, async (proxy) => {
      const result = await fetchOne(
        'https://example.test/',
        { retries: 0 },
        through({ proxy: proxy.origin }),
      );
      assert.equal(result.failure?.kind, 'tls');
    }));

  it('many hosts are asked at once', () =>
    withProxy({}, async (proxy) => {
      const urls = Array.from({ length: 30 }, (_, n) => `http://host${n}.test/item/${n}`);
      const results = await fetchAll(urls, { concurrencyPerHost: 1 }, through({ proxy: proxy.origin }));
      assert.deepEqual(
        results.map(({ preview }) => preview),
        urls.map((_, n) => `item ${n}\n`),
      );
    }));

  it('loopback is never asked for', async () => {
    await using server = await startFixtureServer();
    const result = await fetchOne(`${server.origin}/item/1`, {}, through({ proxy: 'http://127.0.0.1:9' }));
    assert.equal(result.outcome, 'ok');
  });

  const faults: [what: string, manner: ProxyManner, url: string, code: string][] = [
    ['wants a password, for http:', { password: 'a:b' }, 'http://example.test/', 'GATHER_PROXY_AUTH'],
    ['wants a password, for https:', { password: 'a:b' }, 'https://example.test/', 'GATHER_PROXY_AUTH'],
    ['refuses a tunnel', { refuses: 403 }, 'https://example.test/', 'GATHER_PROXY_REFUSED'],
    ['dies in CONNECT', { dies: true }, 'https://example.test/', 'GATHER_PROXY_CONNECT'],
  ];
  for (const [what, manner, url, code] of faults) {
    it(`a proxy that ${what} is told as such`, () =>
      withProxy(manner, async (proxy) => {
        const { failure } = await fetchOne(url, { retries: 0 }, through({ proxy: proxy.origin }));
        assert.deepEqual([failure?.kind, failure?.code], ['proxy', code]);
        assert.match(failure?.message ?? '', /http\.proxy/);
      }));
  }

  for (const url of ['http://example.test/', 'https://example.test/']) {
    it(`a proxy that is not there is told as such for ${url}`, async () => {
      const { failure } = await fetchOne(url, { retries: 0 }, through({ proxy: 'http://127.0.0.1:9' }));
      assert.deepEqual([failure?.kind, failure?.code], ['proxy', 'GATHER_PROXY_CONNECT']);
    });
  }
});
