import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type {
  FailureKind,
  FetchRequest,
  FetchResult,
  GatherOptions,
  Outcome,
  Phase,
} from '../../../src/api.ts';
import { fetchAll, fetchOne, withRun } from '../../support/fetchAll.ts';
import { withServer } from '../../support/fixtureServer.ts';

interface Expected {
  outcome: Outcome;
  status?: number;
  kind?: FailureKind;
  phase?: Phase;
  code?: string;
  attempts?: number;
  hops?: number;
  preview?: string;
  bodyBytes?: number;
  characters?: number;
  charset?: string;
  truncated?: true;
}

const port9 = 'http://127.0.0.1:9';
const words = 'all of them at once, none of them in the way of another; ';

/** What stands before the route is the fixture server, unless it is a whole URL. */
const cases: [what: string, url: string, options: GatherOptions, expected: Expected][] = [
  [
    'an accepted status',
    '/item/1',
    {},
    { outcome: 'ok', status: 200, preview: 'item 1\n', bodyBytes: 7, characters: 7 },
  ],
  ['no content', '/status/204', {}, { outcome: 'ok', status: 204, bodyBytes: 0 }],
  [
    'a status that is not accepted',
    '/status/404',
    {},
    { outcome: 'httpError', status: 404, preview: 'Not Found\n' },
  ],
  [
    'a server error, which is not tried again',
    '/status/500',
    {},
    { outcome: 'httpError', status: 500, attempts: 1 },
  ],
  [
    'a passing status, tried again',
    '/status/503',
    { retries: 1 },
    { outcome: 'httpError', status: 503, attempts: 2 },
  ],
  [
    'a server that comes to itself',
    '/flap/1/a',
    {},
    { outcome: 'ok', status: 200, attempts: 2, preview: 'at visit 2\n' },
  ],
  [
    '401 where it is accepted',
    '/status/401',
    { acceptStatus: '200-299,401' },
    { outcome: 'ok', status: 401 },
  ],
  ['200 where it is not accepted', '/item/1', { acceptStatus: '404' }, { outcome: 'httpError', status: 200 }],
  ['redirects', '/redirect/3', {}, { outcome: 'ok', status: 200, hops: 3, preview: 'item redirected\n' }],
  [
    'a redirect that is the answer',
    '/redirect/3',
    { maxRedirects: 0 },
    { outcome: 'ok', status: 302, hops: 0 },
  ],
  [
    'a redirect that is an answer not accepted',
    '/redirect/1',
    { maxRedirects: 0, acceptStatus: '200' },
    { outcome: 'httpError', status: 302 },
  ],
  ['as many redirects as allowed', '/redirect/3', { maxRedirects: 3 }, { outcome: 'ok', hops: 3 }],
  [
    'more redirects than allowed',
    '/redirect/4',
    { maxRedirects: 3 },
    { outcome: 'failed', kind: 'redirect', status: 302, hops: 3 },
  ],
  ['redirects in a circle', '/loop/a', {}, { outcome: 'failed', kind: 'redirect' }],
  ['a redirect to mailto:', '/redirect-to?url=mailto:a@b', {}, { outcome: 'failed', kind: 'redirect' }],
  [
    'a redirect without a usable Location',
    '/redirect-to?url=http://[',
    {},
    { outcome: 'ok', status: 302, preview: 'elsewhere' },
  ],
  [
    'a body in gzip',
    '/gzip/114',
    {},
    { outcome: 'ok', bodyBytes: 114, preview: (words + words).slice(0, 100) },
  ],
  ['a body in deflate', '/deflate/114', {}, { outcome: 'ok', bodyBytes: 114 }],
  ['a body in raw deflate', '/deflate-raw/114', {}, { outcome: 'ok', bodyBytes: 114 }],
  ['a body in br', '/br/114', {}, { outcome: 'ok', bodyBytes: 114 }],
  ['a body in zstd', '/zstd/114', {}, { outcome: 'ok', bodyBytes: 114 }],
  ['a body in gzip within br', '/chained/114', {}, { outcome: 'ok', bodyBytes: 114 }],
  [
    'a large body in gzip',
    '/gzip/3000000',
    {},
    { outcome: 'ok', bodyBytes: 3_000_000, characters: 3_000_000 },
  ],
  [
    'a body in gzip over the cap',
    '/gzip/3000000',
    { maxBodyBytes: 1000 },
    { outcome: 'ok', bodyBytes: 1000, truncated: true },
  ],
  [
    'a body in gzip that is cut off',
    '/cut-gzip/5000',
    {},
    { outcome: 'failed', status: 200, kind: 'decode', phase: 'download' },
  ],
  [
    'a body that only says gzip',
    '/not-gzip/10',
    {},
    { outcome: 'failed', status: 200, kind: 'decode', phase: 'download' },
  ],
  ['a body of exactly the cap', '/bytes/1000', { maxBodyBytes: 1000 }, { outcome: 'ok', bodyBytes: 1000 }],
  [
    'a body over the cap',
    '/bytes/1001',
    { maxBodyBytes: 1000 },
    { outcome: 'ok', bodyBytes: 1000, truncated: true },
  ],
  [
    'a body without end',
    '/endless',
    { maxBodyBytes: 500_000 },
    { outcome: 'ok', bodyBytes: 500_000, truncated: true },
  ],
  [
    'a body that ends too early',
    '/cut-body',
    {},
    { outcome: 'failed', status: 200, kind: 'protocol', phase: 'download', preview: 'only this much' },
  ],
  ['a body of bytes that are no text', '/image', {}, { outcome: 'ok', preview: '' }],
  [
    'a charset in the header',
    '/charset/windows-1251?hex=cff0e8e2e5f2',
    {},
    { outcome: 'ok', preview: 'Привет', characters: 6, charset: 'windows-1251' },
  ],
  [
    'a byte order mark',
    '/charset/windows-1251?hex=efbbbfe282ac',
    {},
    { outcome: 'ok', preview: '€', characters: 1, charset: 'UTF-8' },
  ],
  [
    'characters beyond the BMP',
    '/charset/utf-8?hex=f09f9880f09f9880',
    {},
    { outcome: 'ok', preview: '😀😀', characters: 2 },
  ],
  [
    'no answer in time',
    '/hang',
    { timeout: 150, retries: 0 },
    { outcome: 'failed', kind: 'timeout', phase: 'firstByte' },
  ],
  ['a closed connection', '/close', { retries: 0 }, { outcome: 'failed', kind: 'reset', phase: 'firstByte' }],
  [
    'a port where nothing listens',
    port9,
    {},
    { outcome: 'failed', kind: 'refused', phase: 'connect', code: 'ECONNREFUSED', attempts: 1 },
  ],
  ['a port that does not speak TLS', 'https', {}, { outcome: 'failed', kind: 'tls', phase: 'tls' }],
  [
    'a name that does not exist',
    'http://nowhere.invalid/',
    { retries: 0 },
    { outcome: 'failed', kind: 'dns', phase: 'dns' },
  ],
  ['no URL', 'example', {}, { outcome: 'failed', kind: 'unsupportedUrl', attempts: 0 }],
  [
    'a URL that is not http(s)',
    'file:///etc/passwd',
    {},
    { outcome: 'failed', kind: 'unsupportedUrl', attempts: 0 },
  ],
  [
    'a header value with a line break',
    '/item/1',
    { headers: { 'x-a': 'b\r\nc: d' } },
    { outcome: 'failed', kind: 'input', attempts: 0 },
  ],
  [
    'a header that frames the message',
    '/item/1',
    { headers: { 'Content-Length': '3' } },
    { outcome: 'failed', kind: 'input' },
  ],
];

function assertResult(result: FetchResult, expected: Expected): void {
  const { kind, phase, code, ...rest } = expected;
  const actual = Object.fromEntries(Object.keys(rest).map((key) => [key, result[key as keyof FetchResult]]));
  assert.deepEqual(actual, rest, JSON.stringify(result));
  assert.equal(result.failure?.kind, kind, JSON.stringify(result));
  if (phase) assert.equal(result.failure?.phase, phase);
  if (code) assert.equal(result.failure?.code, code);
  if (kind) assert.match(result.failure?.message ?? '', /\w.*\.$/);
}

describe('the outcome of', () => {
  for (const [what, url, options, expected] of cases) {
    it(`${what} is ${expected.kind ?? expected.outcome}`, () =>
      withServer(async ({ origin }) => {
        const whole =
          url === 'https' ? origin.replace('http', 'https') : url.startsWith('/') ? origin + url : url;
        assertResult(await fetchOne(whole, options), expected);
      }));
  }
});

describe('what is sent', () => {
  const seen = async (request: FetchRequest, options: GatherOptions = {}) => {
    const result = await fetchOne(request, options);
    return { result, url: new URL(result.url) };
  };

  it('carries the headers of the run, and a request’s own where both name one', () =>
    withServer(async ({ origin }) => {
      const request = { url: `${origin}/headers/a`, headers: { 'X-Both': 'request' } };
      await withRun([request], { headers: { 'x-both': 'run', 'x-run': 'yes' } }, async (run) => {
        const { headers } = JSON.parse((await run.stored(0)).body.toString()) as {
          headers: Record<string, string>;
        };
        assert.equal(headers['x-both'], 'request');
        assert.equal(headers['x-run'], 'yes');
        assert.equal(headers['user-agent'], 'Gather/test');
        assert.equal(headers['accept-encoding'], 'gzip, deflate, br, zstd');
      });
    }));

  it('has the params after the query that is there, which stays as it was written', () =>
    withServer(async ({ origin }) => {
      const { result } = await seen(
        { url: `${origin}/headers/a?x[]=1|2#part` },
        { params: { q: 'a b', r: '&' } },
      );
      assert.equal(result.url, `${origin}/headers/a?x[]=1|2&q=a+b&r=%26`);
      assert.match(result.preview, /"url":"\/headers\/a\?x\[\]=1\|2&q=a\+b&r=%26"/);
    }));

  it('turns user and password of a URL into a header, and shows them nowhere', () =>
    withServer(async ({ origin }) => {
      const url = `${origin.replace('//', '//user:p%40ss@')}/headers/a`;
      await withRun([url], {}, async (run) => {
        const { body, details } = await run.stored(0);
        const { headers } = JSON.parse(body.toString()) as { headers: Record<string, string> };
        assert.equal(headers['authorization'], `Basic ${Buffer.from('user:p@ss').toString('base64')}`);
        assert.doesNotMatch(JSON.stringify(details), /p@ss|p%40ss|Basic [A-Za-z\d]/);
      });
    }));

  it('drops credentials when a redirect leads to another origin, and keeps them within one', () =>
    withServer(async ({ origin }) => {
      const other = origin.replace('127.0.0.1', 'localhost');
      const urls = [origin, other].map(
        (to) => `${origin}/redirect-to?url=${to}/headers/${new URL(to).hostname}`,
      );
      await withRun(
        urls,
        { headers: { Authorization: 'Bearer abc', Cookie: 'a=b', 'X-Own': 'c' } },
        async (run) => {
          const headersAt = async (index: number) =>
            (JSON.parse((await run.stored(index)).body.toString()) as { headers: Record<string, string> })
              .headers;
          const same = await headersAt(0);
          assert.deepEqual(
            [same['authorization'], same['cookie'], same['x-own']],
            ['Bearer abc', 'a=b', 'c'],
          );
          const across = await headersAt(1);
          assert.deepEqual(
            [across['authorization'], across['cookie'], across['x-own']],
            [undefined, undefined, 'c'],
          );
        },
      );
    }));

  it('may name a header several times', () =>
    withServer(async ({ origin }) => {
      const headers = [
        ['X-A', '1'],
        ['x-a', '2'],
        ['Accept', 'text/plain'],
      ] as const;
      await withRun([{ url: `${origin}/headers/a`, headers }], { headers: { 'X-A': 'run' } }, async (run) => {
        await run.results;
        const sent = (
          JSON.parse((await run.stored(0)).body.toString()) as { headers: Record<string, string> }
        ).headers;
        assert.deepEqual([sent['x-a'], sent['accept']], ['1, 2', 'text/plain']);
      });
    }));

  it('is the body, which a 302 drops and a 307 keeps', () =>
    withServer(async ({ origin }) => {
      const post = (status: number) => ({
        url: `${origin}/redirect-to?status=${status}&url=/echo`,
        method: 'post',
        body: 'héllo',
      });
      assert.match(
        (await fetchOne({ url: `${origin}/echo`, method: 'POST', body: 'abc' })).preview,
        /"body":"abc"/,
      );
      assert.equal((await fetchOne(post(302))).preview, '{"method":"GET","body":""}');
      assert.match((await fetchOne(post(307))).preview, /^{"method":"POST","body":"h.{2}llo"}$/);
    }));

  it('has no fragment, and the URL that answered has that of the last redirect which names one', () =>
    withServer(async ({ origin }) => {
      const to = (target: string) => `/redirect-to?status=301&url=${encodeURIComponent(target)}`;
      const chain = (first: string, last: string) =>
        `${origin}${to(`${to(`/headers/a${last}`)}${first}`)}#own`;
      const chains = [
        [chain('', ''), ''],
        [chain('#first', ''), '#first'],
        [chain('#first', '#last'), '#last'],
      ] as const;
      for (const [url, fragment] of chains) {
        const result = await fetchOne(url);
        assert.equal(result.url, `${origin}/headers/a${fragment}`);
        assert.match(result.preview, /"url":"\/headers\/a"/);
      }
    }));

  it('may have options of its own', () =>
    withServer(async ({ origin }) => {
      const request = { url: `${origin}/status/404`, options: { acceptStatus: '404', params: { a: 'b' } } };
      const result = await fetchOne(request);
      assert.equal(result.outcome, 'ok');
      assert.equal(result.url, `${origin}/status/404?a=b`);
    }));
});

describe('timings', () => {
  it('name queue, waits and phases apart, and do not count the queue', () =>
    withServer(async ({ origin }) => {
      const urls = [0, 1, 2].map((n) => `${origin}/delay/100/${n}`);
      const results = await fetchAll(urls, { concurrency: 1 });
      const [first, , last] = results.map((result) => result.timings);
      assert.ok(first && last);
      assert.equal(first.reused, false);
      assert.ok(first.connect > 0);
      assert.ok(first.firstByte >= 99);
      assert.equal(last.reused, true);
      assert.deepEqual([last.dns, last.connect, last.tls], [0, 0, 0]);
      assert.ok(last.start >= 198, `it waited ${last.start} ms`);
      assert.ok(last.total < last.start, 'the queue is not part of the total');
    }));
});
