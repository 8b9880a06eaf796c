import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { resolveOptions } from '../../../src/core/options.ts';
import { Origins } from '../../../src/net/origins.ts';
import { makeTemplate, prepare } from '../../../src/net/outgoing.ts';

const { options } = resolveOptions({});
const template = makeTemplate(options, 'test');

/** What is sent for a URL, and what its parser says of it. */
function targets(text: string) {
  assert.ok(!('kind' in template));
  const outgoing = prepare({ url: text }, new Origins().of(text) ?? '', template);
  const parsed = URL.parse(text);
  if (parsed) [parsed.hash, parsed.username, parsed.password] = ['', '', ''];
  return { outgoing, parsed };
}

function assertAsParsed(text: string): void {
  const { outgoing, parsed } = targets(text);
  if ('kind' in outgoing) {
    assert.ok(parsed === null || !/^https?:$/.test(parsed.protocol), text);
    return;
  }
  const { href, host, protocol } = outgoing.url;
  assert.deepEqual(
    [href, host, protocol],
    [parsed?.href, parsed?.host, parsed?.protocol],
    JSON.stringify(text),
  );
}

describe('where a request goes', () => {
  const urls = [
    'http://e.com/a/b?c=d&e=%20',
    'https://e.com:8443/',
    'https://e.com:443/',
    'https://e.com',
    'https://E.com/A',
    'https://e.com/a/../b',
    'https://e.com/.',
    'https://e.com/%2E%2e/b',
    'https://e.com/a/.%2e/b',
    'https://e.com/a.b/c%2Fd',
    "https://e.com/?q='",
    'https://e.com/a b',
    'https://e.com/ü#ä',
    'https://u:p@e.com/',
    'https://e.com/#top',
    String.raw`https://e.com\a`,
    'https://[::1]:8000/a',
    'http://127.1/a',
    ' https://e.com/ ',
    'https://e.com/a\tb',
    'ftp://e.com/a',
    'https://',
  ];
  for (const url of urls)
    it(`is where the URL standard says: ${JSON.stringify(url)}`, () => assertAsParsed(url));

  it('is where the URL standard says, whatever stands in the path', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('http://e.com', 'https://e.com:8443', 'https://E.com', 'http://127.0.0.1:80'),
        fc.array(
          fc.oneof(
            fc.constantFrom(
              '/',
              '.',
              '..',
              '%2e',
              '%',
              '?',
              '#',
              '@',
              ':',
              '\\',
              "'",
              '"',
              '{',
              '|',
              '^',
              'ü',
              ' ',
            ),
            fc.string({ maxLength: 3, unit: 'binary-ascii' }),
          ),
        ),
        (origin, parts) => assertAsParsed(`${origin}/${parts.join('')}`),
      ),
      { numRuns: 2000 },
    ));
});
