import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ExclusionRules } from '../../../src/core/exclusions.ts';
import { parseUrlPattern } from '../../../src/core/urlPattern.ts';

const fits = (pattern: string, url: string) =>
  new ExclusionRules({ urls: [pattern], privateAddresses: false }).excludedBy(url) === 'excludeUrls';

const patterns: [pattern: string, yes: string[], no: string[]][] = [
  [
    'example.com',
    ['https://example.com', 'http://EXAMPLE.com:8080/a?b#c', 'https://user:pw@example.com/'],
    ['https://www.example.com', 'https://example.com.evil.test', 'https://e.com/?u=https://example.com/'],
  ],
  ['*.example.com', ['https://a.b.example.com/x'], ['https://example.com', 'https://badexample.com/']],
  ['*example.com', ['https://example.com', 'https://badexample.com'], ['https://example.org']],
  ['localhost:3000', ['http://localhost:3000/a'], ['http://localhost/', 'http://localhost:30000/']],
  ['e.com:443', ['https://e.com/'], ['http://e.com/']],
  ['http://e.com', ['http://e.com/a'], ['https://e.com/a']],
  ['*://e.com:*/a', ['http://e.com:81/a', 'https://e.com/a'], ['https://e.com/a/', 'https://e.com/a?b']],
  ['e.com/private/*', ['https://e.com/private/', 'https://e.com/private/a/b?c'], ['https://e.com/private']],
  ['e.com/*.pdf', ['https://e.com/a/b.pdf'], ['https://e.com/a.pdf?x', 'https://e.com/pdf']],
  ['e.com?a=*', ['https://e.com/?a=1'], ['https://e.com/?b=1']],
  ['e.com/a*a', ['https://e.com/aa', 'https://e.com/aba'], ['https://e.com/a']],
  ['bücher.example/ä', ['https://xn--bcher-kva.example/%C3%A4'], ['https://bucher.example/a']],
  ['[::1]:8080', ['http://[::1]:8080/'], ['http://[::1]/']],
  ['*', ['https://e.com/', 'http://localhost:1/'], []],
];

describe('a pattern of URLs', () => {
  for (const [pattern, yes, no] of patterns) {
    for (const url of yes) it(`${pattern} fits ${url}`, () => assert.ok(fits(pattern, url)));
    for (const url of no) it(`${pattern} does not fit ${url}`, () => assert.ok(!fits(pattern, url)));
  }

  for (const text of ['', ' ', '/path', 'ftp://e.com', 'https://', 'a b', 'e.com:port', 'u@e.com']) {
    it(`${JSON.stringify(text)} is none`, () => {
      assert.equal(parseUrlPattern(text), undefined);
      const rules = new ExclusionRules({ urls: ['e.com', text], privateAddresses: false });
      assert.equal(rules.unusable, text);
    });
  }

  it('takes no longer for many stars', () => {
    const url = `https://e.com/${'a'.repeat(100_000)}`;
    const start = performance.now();
    assert.ok(!fits(`e.com/${'*a'.repeat(500)}*b`, url));
    assert.ok(performance.now() - start < 1000);
  });
});

describe('what is left out', () => {
  it('is nothing without settings, and what is no URL', () => {
    const none = new ExclusionRules({ urls: [], privateAddresses: false });
    assert.equal(none.excludedBy('http://localhost/'), undefined);
    const all = new ExclusionRules({ urls: ['*'], privateAddresses: true });
    assert.equal(all.excludedBy('nothing'), undefined);
  });

  it('is told by the setting that does it', () => {
    const rules = new ExclusionRules({ urls: ['localhost'], privateAddresses: true });
    assert.equal(rules.excludedBy('http://localhost:1/'), 'excludeUrls');
    assert.equal(rules.excludedBy('http://10.0.0.1/'), 'excludePrivateAddresses');
    assert.equal(rules.excludedBy('http://example.com/'), undefined);
  });
});
