import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Origins } from '../../../src/net/origins.ts';

describe('the origin of a URL', () => {
  const urls = [
    'http://example.com/a',
    'http://example.com/b?c#d',
    'http://example.com',
    'http://example.com?query/slash',
    'http://example.com#fragment/slash',
    'HTTP://EXAMPLE.com:80/a',
    'https://example.com:443/',
    'https://example.com:8443/',
    'https:///example.com/',
    'http:\\\\example.com\\a/b',
    'http://exa\tmple.com/',
    'http://user:password@example.com/',
    'http://user@example.com/',
    'http://user:p/w@example.com/',
    'http://127.1/a',
    'http://0x7f.1/a',
    'http://[::1]:80/a',
    'http://xn--mnchen-3ya.de/',
    'http://münchen.de/',
    'http://a b/',
    'http://example.com:99999/',
    'ftp://example.com/',
    'mailto:a@b',
    'no url',
    '',
  ];
  for (const url of urls) {
    const parsed = URL.parse(url);
    const expected = /^https?:$/.test(parsed?.protocol ?? '') ? parsed?.origin : undefined;
    it(`${JSON.stringify(url)} is ${expected}, as often as it is asked for`, () => {
      const origins = new Origins();
      for (const known of urls) origins.of(known);
      assert.equal(origins.of(url), expected);
      assert.equal(new Origins().of(url), expected);
    });
  }
});
