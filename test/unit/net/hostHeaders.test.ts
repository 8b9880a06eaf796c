import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readHostHeaders } from '../../../src/core/hostHeaders.ts';
import { fetchAll, fetchOne, withRun } from '../../support/fetchAll.ts';
import { startFixtureServer, withServer } from '../../support/fixtureServer.ts';

const originsOf = (host: string) => {
  const headers = readHostHeaders({ [host]: { a: 'b' } });
  return 'unusable' in headers ? undefined : [...headers.keys()];
};

describe('a host of hostHeaders', () => {
  const cases: [host: string, origins: string[] | undefined][] = [
    ['api.example.com', ['https://api.example.com']],
    ['API.example.com:8443', ['https://api.example.com:8443']],
    ['http://intranet', ['http://intranet']],
    ['https://api.example.com/', ['https://api.example.com']],
    ['localhost:3000', ['https://localhost:3000', 'http://localhost:3000']],
    ['127.0.0.1', ['https://127.0.0.1', 'http://127.0.0.1']],
    ['[::1]:80', ['https://[::1]:80', 'http://[::1]']],
    ['api.example.com/path', undefined],
    ['user@example.com', undefined],
    ['', undefined],
  ];
  for (const [host, origins] of cases) {
    it(`"${host}" means ${origins?.join(' and ') ?? 'nothing'}`, () => {
      assert.deepEqual(originsOf(host), origins);
    });
  }

  it('that is none is told before anything is sent', () =>
    withServer(async ({ origin, counts }) => {
      const result = await fetchOne(`${origin}/item/1`, { hostHeaders: { 'a/b': { c: 'd' } } });
      assert.equal(result.failure?.kind, 'input');
      assert.match(result.failure?.message ?? '', /"a\/b" in gather\.hostHeaders/);
      assert.equal(counts.requests, 0);
    }));
});

describe("a host's own headers", () => {
  const headersOf = (body: Buffer) =>
    (JSON.parse(body.toString()) as { headers: Record<string, string> }).headers;

  it('go to that host alone, before and after redirects, and are stored masked', async () => {
    await using trusted = await startFixtureServer();
    await using other = await startFixtureServer();
    const to = (server: string, path: string) =>
      `/redirect-to?url=${encodeURIComponent(`${server}/headers/${path}`)}`;
    const urls = [
      `${trusted.origin}/headers/direct`,
      `${other.origin}/headers/direct`,
      `${trusted.origin}${to(other.origin, 'away')}`,
      `${other.origin}${to(trusted.origin, 'home')}`,
    ];
    const hostHeaders = {
      [new URL(trusted.origin).host]: { Authorization: 'Bearer abc', 'X-Plain': 'hidden' },
    };
    await withRun(urls, { hostHeaders, headers: { 'x-plain': 'shown' } }, async (run) => {
      await run.results;
      const sent = await Promise.all(urls.map(async (_, n) => headersOf((await run.stored(n)).body)));
      assert.deepEqual(
        sent.map((headers) => [headers['authorization'], headers['x-plain']]),
        [
          ['Bearer abc', 'hidden'],
          [undefined, 'shown'],
          [undefined, 'shown'],
          ['Bearer abc', 'hidden'],
        ],
      );
      const shown = (await run.stored(0)).details.requestHeaders;
      assert.deepEqual(
        shown.filter(([name]) => /authorization|x-plain/i.test(name)),
        [
          ['Authorization', '•••'],
          ['X-Plain', '•••'],
        ],
      );
    });
  });

  it('give way to those of the request itself', () =>
    withServer(async ({ origin }) => {
      const hostHeaders = { [origin]: { 'X-A': 'host', 'X-B': 'host' } };
      const requests = [{ url: `${origin}/headers/own`, headers: { 'x-a': 'request' } }];
      await withRun(requests, { hostHeaders }, async (run) => {
        await run.results;
        const headers = headersOf((await run.stored(0)).body);
        assert.deepEqual([headers['x-a'], headers['x-b']], ['request', 'host']);
      });
    }));

  it('may differ for each request', () =>
    withServer(async ({ origin }) => {
      const request = (value: string) => ({
        url: `${origin}/headers/${value}`,
        options: { hostHeaders: { [origin]: { 'X-A': value } } },
      });
      const results = await fetchAll([request('one'), request('two')]);
      assert.ok(results.every(({ outcome }) => outcome === 'ok'));
    }));
});
