import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noProxies } from '../../../../src/core/proxySettings.ts';
import type { Network } from '../../../../src/net/connectors.ts';
import { ProxyRules } from '../../../../src/net/proxyRules.ts';
import { assertExpected, type Expectation } from '../../../support/faultExpectation.ts';
import { startFaultServer } from '../../../support/faultServer.ts';
import { fetchOne, withRun } from '../../../support/fetchAll.ts';
import { type ProxyManner, startProxy } from '../../../support/proxyServer.ts';
import { trustedFor, trusting } from '../../../support/tlsFaults.ts';

const name = 'example.test';
const secure = trustedFor([name]);
const through = (proxy: string): Network => ({
  ...trusting,
  proxies: new ProxyRules({ ...noProxies, proxy }),
});

const failed: Expectation = { outcome: 'failed', kind: 'proxy', phase: 'connect', attempts: 1 };

const cases: readonly (readonly [
  what: string,
  manner: ProxyManner,
  url: string,
  timeout: number,
  expected: Expectation,
])[] = [
  [
    'ends in the middle of a body',
    { cutsAfter: 50_000 },
    `http://${name}/large`,
    5000,
    {
      outcome: 'failed',
      status: 200,
      kind: 'protocol',
      phase: 'download',
      bodyBytes: 50_000,
      kept: /^x{50000}$/,
    },
  ],
  [
    'ends in the middle of a body',
    { cutsAfter: 50_000 },
    `https://${name}/large`,
    5000,
    { outcome: 'failed', status: 200, kind: 'protocol', phase: 'download', kept: /^x{10000,50000}$/ },
  ],
  [
    'ends in the TLS handshake with the server',
    { cutsAfter: 100 },
    `https://${name}/item/1`,
    5000,
    { outcome: 'failed', kind: 'reset', phase: 'tls' },
  ],
  [
    'does not answer to CONNECT',
    { answersConnect: '' },
    `https://${name}/item/1`,
    400,
    { outcome: 'failed', kind: 'timeout', phase: 'connect' },
  ],
  [
    'answers to CONNECT with a beginning',
    { answersConnect: 'HTTP/1.1 200 Conn' },
    `https://${name}/item/1`,
    400,
    { outcome: 'failed', kind: 'timeout', phase: 'connect' },
  ],
  [
    'answers to CONNECT with garbage',
    { answersConnect: '\u0000\u0001 garbage\r\n\r\n' },
    `https://${name}/item/1`,
    5000,
    { ...failed, code: 'GATHER_PROXY_REFUSED' },
  ],
  [
    'answers to CONNECT without end',
    { answersConnect: `HTTP/1.1 200 OK\r\n${'x-a: b\r\n'.repeat(10_000)}` },
    `https://${name}/item/1`,
    5000,
    { ...failed, code: 'GATHER_PROXY_CONNECT', message: /no end/ },
  ],
  [
    'says something of its own before the server speaks',
    { answersConnect: 'HTTP/1.1 200 OK\r\n\r\nwelcome to the tunnel\r\n' },
    `https://${name}/item/1`,
    5000,
    { outcome: 'failed', kind: 'tls', phase: 'tls' },
  ],
];

describe('a proxy that', () => {
  for (const [what, manner, url, timeout, expected] of cases) {
    it(`${what} is ${expected.kind} for ${url}`, async () => {
      await using server = await startFaultServer(url.startsWith('https') ? { secure } : {});
      await using proxy = await startProxy(server.port, manner);
      await withRun(
        [url],
        { retries: 0, timeout },
        async (run) => {
          const [result] = await run.results;
          assert.ok(result);
          assertExpected(result, expected);
          if (expected.kept) assert.match((await run.stored(0)).body.toString(), expected.kept as RegExp);
        },
        through(proxy.origin),
      );
    });
  }

  for (const scheme of ['http', 'https']) {
    it(`wants a password is satisfied with the one in its URL, for ${scheme}:`, async () => {
      await using server = await startFaultServer(scheme === 'https' ? { secure } : {});
      await using proxy = await startProxy(server.port, { password: 'joe:p@ss' });
      const url = `${scheme}://${name}/item/1`;
      const without = await fetchOne(url, { retries: 0 }, through(proxy.origin));
      assertExpected(without, { ...failed, code: 'GATHER_PROXY_AUTH' });
      const address = proxy.origin.replace('//', '//joe:p%40ss@');
      assertExpected(await fetchOne(url, { retries: 0 }, through(address)), {
        outcome: 'ok',
        preview: 'item 1',
      });
      const { authorization } = proxy.requests.at(-1) ?? {};
      assert.equal(authorization, `Basic ${Buffer.from('joe:p@ss').toString('base64')}`);
    });
  }
});
