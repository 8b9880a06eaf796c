import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitUrl } from '../../../src/webview/splitUrl.ts';

const cases: readonly (readonly [name: string, url: string, tail: string])[] = [
  ['cuts after the origin', 'https://example.com/some/path/42.json', '/some/path/42.json'],
  ['takes a query for a part of the tail', 'https://example.com?a=1', '?a=1'],
  ['has no tail where there is only an origin', 'https://example.com', ''],
  [
    'cuts a long path at a slash',
    'https://example.com/one/two/three/four/five/six/seven/eight/nine/ten/eleven',
    '/three/four/five/six/seven/eight/nine/ten/eleven',
  ],
  ['cuts a long last part near its end', `https://example.com/?q=${'x'.repeat(60)}`, 'x'.repeat(48)],
  ['does not cut a surrogate pair in two', `https://example.com/${'😀'.repeat(30)}a`, `${'😀'.repeat(23)}a`],
  ['shows what is no URL from its beginning', 'not a URL', 'not a URL'],
];

for (const [name, url, tail] of cases) {
  test(name, () => {
    const split = splitUrl(url);
    assert.equal(split.tail, tail);
    assert.equal(split.head + split.tail, url);
  });
}
