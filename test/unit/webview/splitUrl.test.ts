import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitUrl } from '../../../src/webview/splitUrl.ts';

const cases: readonly (readonly [name: string, url: string, tail: string])[] = [
  ['keeps a short URL whole', 'https://example.com/', ''],
  ['cuts before the last part of the path', 'https://example.com/some/path/42.json', '/42.json'],
  ['does not cut at a slash that ends the URL', 'https://example.com/some/longer/path/', '/path/'],
  ['cuts a long last part near its end', 'https://example.com/?a=1&b=2&c=3&d=4&e=5', '=2&c=3&d=4&e=5'],
  ['does not cut a surrogate pair in two', `https://example.com/${'😀'.repeat(20)}a`, `${'😀'.repeat(6)}a`],
];

for (const [name, url, tail] of cases) {
  test(name, () => {
    const split = splitUrl(url);
    assert.equal(split.tail, tail);
    assert.equal(split.head + split.tail, url);
  });
}
