import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import type { GatherOptions } from '../../../src/api.ts';
import { curlOfRequest } from '../../../src/core/curlOfRequest.ts';
import { resolveOptions } from '../../../src/core/options.ts';
import type { RequestList } from '../../../src/core/requestList.ts';

type Request = ReturnType<RequestList['get']>;

const command = (request: Request, options: GatherOptions = {}) =>
  curlOfRequest(request, resolveOptions(options).options);

/** The words that a POSIX shell hands to `curl`, and what it gives it to read where it is to read its input. */
function received(line: string): { words: string[]; input: string } {
  const curl = String.raw`curl() { printf '%s\0' "$@"; case "$*" in *' @- '*) printf 'input\0'; cat;; esac; }`;
  const output = execFileSync('sh', ['-c', `${curl}\n${line}`]).toString();
  const [words = '', input = ''] = output.split('input\0');
  return { words: words.split('\0').slice(0, -1), input };
}

const words = (request: Request, options?: GatherOptions) => received(command(request, options)).words;

const tail = ['--compressed', '--location', '--max-redirs', '10', '--max-time', '30'];
// oxlint-disable-next-line no-control-regex -- they are what it is about
const unpastable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;

describe('a request as a curl command', () => {
  it('has the URL and what the options say', () => {
    assert.deepEqual(words({ url: 'https://e.com/a?b=c&d=1' }), ['https://e.com/a?b=c&d=1', ...tail]);
    assert.deepEqual(words({ url: 'https://e.com/' }, { maxRedirects: 0, timeout: 1500 }), [
      'https://e.com/',
      '--compressed',
      '--max-time',
      '1.5',
    ]);
    assert.deepEqual(words({ url: 'https://e.com/?a=1#b' }, { params: { q: 'x y', token: 'abc' } }), [
      'https://e.com/?a=1&q=x%20y&token=•••#b',
      ...tail,
    ]);
    assert.deepEqual(words({ url: 'https://e.com/' }, { mode: 'check' }), [
      'https://e.com/',
      '--head',
      ...tail,
    ]);
  });

  for (const url of [
    `https://e.com/'; touch /tmp/x; '`,
    'https://e.com/$(id)`id`\\!$HOME',
    'https://e.com/"a" b*?',
    'https://e.com/ü/漢字',
  ]) {
    it(`expands nothing in ${url}`, () => assert.equal(words({ url })[0], url));
  }

  it('lets curl expand nothing in the URL either', () => {
    assert.deepEqual(words({ url: 'https://e.com/{a,b}[1-9]' }).slice(0, 2), [
      '--globoff',
      'https://e.com/{a,b}[1-9]',
    ]);
  });

  it('has the headers: those of the request win over those of its host, and these over those of all', () => {
    const request = { url: 'https://e.com/', headers: [['X-A', `it's`] as const, ['x-b', ''] as const] };
    const options = {
      headers: { 'x-a': 'all', 'x-c': 'all', accept: 'text/html' },
      hostHeaders: { 'e.com': { 'X-C': 'mine' }, 'other.com': { 'x-d': 'no' } },
    };
    assert.deepEqual(
      words(request, options).filter((_, n, all) => all[n - 1] === '--header'),
      ['accept: text/html', 'X-C: •••', `X-A: it's`, 'x-b;'],
    );
  });

  it('masks secrets, and names those that the document names', () => {
    const line = command(
      {
        url: 'https://me:hunter2@e.com/?api_key=hunter2',
        method: 'POST',
        headers: { Authorization: 'Bearer hunter2', 'x-token': '{{$secret TOKEN}}' },
        body: '{"password": "hunter2"}',
      },
      { headers: { cookie: 'a=hunter2' }, params: { secret: 'hunter2' } },
    );
    assert.equal(line.includes('hunter2'), false);
    assert.ok(line.includes('Bearer •••') && line.includes('x-token: {{$secret TOKEN}}'));
  });

  it('has the method and the body as they are', () => {
    const url = 'https://e.com/';
    assert.deepEqual(words({ url, method: 'PUT', body: `it's\n@b` }), [
      url,
      '--request',
      'PUT',
      '--header',
      'Content-Type:',
      '--data-raw',
      `it's\n@b`,
      ...tail,
    ]);
    const type = { 'content-type': 'text/css' };
    assert.deepEqual(words({ url, method: 'POST', body: 'a', headers: type }).slice(1, 5), [
      '--header',
      'content-type: text/css',
      '--data-raw',
      'a',
    ]);
    assert.deepEqual(words({ url, method: 'HEAD' }).slice(1, 2), ['--head']);
    assert.deepEqual(words({ url, method: 'POST', bodyFile: './a b.json' }).slice(3, 5), [
      '--data-binary',
      '@./a b.json',
    ]);
  });

  for (const body of ['-a\tb\u001b[201~\r\n%d\\n%%\u202e\u0000ü\n\n', `it's \u0007\\`]) {
    it(`pipes a body that no terminal would take: ${JSON.stringify(body)}`, () => {
      const line = command({ url: 'https://e.com/', method: 'POST', body });
      assert.doesNotMatch(line, unpastable);
      assert.equal(received(line).input, body);
    });
  }

  it('pipes a body of bytes', () => {
    const body = Uint8Array.from({ length: 128 }, (_, n) => n);
    const { input } = received(command({ url: 'https://e.com/', method: 'POST', body }));
    assert.equal(input, String.fromCharCode(...body));
  });

  it('has no character in its URL and headers that a terminal takes for a key, or that hides text', () => {
    const line = command({
      url: 'https://e.com/\u001b[201~\r\u202e\na',
      headers: [['x-a', '\u001b[31mred\r']],
    });
    assert.doesNotMatch(line, unpastable);
    const [globoff, url] = received(line).words;
    assert.deepEqual([globoff, url], ['--globoff', 'https://e.com/%1B[201~%E2%80%AEa']);
  });
});
