import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noProxies, type ProxySettings } from '../../../src/core/proxySettings.ts';
import { ProxyRules } from '../../../src/net/proxyRules.ts';

const proxyFor = (settings: Partial<ProxySettings>, url: string) =>
  new ProxyRules({ ...noProxies, ...settings }).proxyFor(new URL(url))?.href;

describe('the proxy of a URL', () => {
  const cases: [what: string, settings: Partial<ProxySettings>, url: string, proxy: string | undefined][] = [
    ['is none where none is set', {}, 'https://e.com/', undefined],
    ['is that of http.proxy', { proxy: 'http://p:8080' }, 'https://e.com/', 'http://p:8080/'],
    ['may be written without a scheme', { proxy: 'p:8080' }, 'http://e.com/', 'http://p:8080/'],
    ['is none with proxySupport off', { proxy: 'http://p', off: true }, 'http://e.com/', undefined],
    [
      'is HTTPS_PROXY for https',
      { httpsProxy: 'http://s', httpProxy: 'http://h' },
      'https://e.com/',
      'http://s/',
    ],
    [
      'is HTTP_PROXY for http',
      { httpsProxy: 'http://s', httpProxy: 'http://h' },
      'http://e.com/',
      'http://h/',
    ],
    [
      'is http.proxy before the environment’s',
      { proxy: 'http://p', httpProxy: 'http://h' },
      'http://e.com/',
      'http://p/',
    ],
    ['is none that speaks something else', { proxy: 'socks5://p' }, 'http://e.com/', undefined],
  ];
  for (const [what, settings, url, proxy] of cases) {
    it(`${what}: ${url}`, () => assert.equal(proxyFor(settings, url), proxy));
  }

  const exempt: [noProxy: string, url: string, direct: boolean][] = [
    ['', 'http://localhost:3000/', true],
    ['', 'http://127.8.9.1/', true],
    ['', 'http://[::1]:80/', true],
    ['', 'http://app.localhost/', true],
    ['*', 'http://e.com/', true],
    ['e.com', 'http://e.com/', true],
    ['e.com', 'http://www.e.com/', true],
    ['e.com', 'http://notme.com/', false],
    ['.e.com', 'http://www.e.com/', true],
    ['*.e.com', 'http://www.e.com/', true],
    ['e.com:8080', 'http://e.com:8080/', true],
    ['e.com:8080', 'http://e.com/', false],
    ['E.COM', 'http://e.com/', true],
    ['10.0.0.0/8', 'http://10.1.2.3/', true],
    ['10.0.0.0/8', 'http://11.1.2.3/', false],
    ['192.168.1.5', 'http://192.168.1.5/', true],
    ['fd00::/8', 'http://[fd12::1]/', true],
    ['2001:db8::1', 'http://[2001:db8::1]/', true],
    ['2001:db8::1', 'http://[2001:db8::2]/', false],
    ['[2001:db8::1]:81', 'http://[2001:db8::1]:81/', true],
    ['[2001:db8::1]:81', 'http://[2001:db8::1]:82/', false],
    ['e.com', 'http://e.com./', true],
    ['e.com.', 'http://e.com/', true],
    ['', 'http://localhost./', true],
    ['', 'http://[::ffff:127.0.0.1]/', true],
  ];
  for (const [noProxy, url, direct] of exempt) {
    it(`is ${direct ? 'none' : 'used'} for ${url} where noProxy is "${noProxy}"`, () => {
      assert.equal(
        proxyFor({ proxy: 'http://p', noProxy: [noProxy] }, url),
        direct ? undefined : 'http://p/',
      );
    });
  }

  it('is told user and password, of its own before those of the settings', () => {
    const rules = new ProxyRules({ ...noProxies, authorization: 'Bearer abc' });
    assert.equal(rules.authorizationFor(new URL('http://p')), 'Bearer abc');
    assert.equal(
      rules.authorizationFor(new URL('http://u:p%40@p')),
      `Basic ${Buffer.from('u:p@').toString('base64')}`,
    );
  });
});
