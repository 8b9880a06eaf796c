import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { extract } from '../../../src/extract/extract.ts';
import { formatOf } from '../../../src/extract/format.ts';

describe('formatOf', () => {
  const cases = [
    ['markdown', undefined, 'markdown'],
    ['json', undefined, 'json'],
    ['jsonc', undefined, 'json'],
    ['jsonl', undefined, 'jsonLines'],
    ['plaintext', undefined, 'list'],
    ['gather-list', 'file:///a.md', 'markdown'],
    ['plaintext', 'file:///a/b.urls', 'list'],
    ['http', undefined, 'http'],
    ['plaintext', 'file:///a/b.rest', 'http'],
    ['plaintext', 'file:///a/b.ndjson', 'jsonLines'],
    ['', '/a/README.MD', 'markdown'],
    ['', '/a.md/b', 'list'],
    ['plaintext', 'vscode-vfs://github/a/b.json?x=1', 'json'],
    ['python', '/a/b.md', 'source'],
    ['yaml', undefined, 'source'],
  ] as const;
  for (const [languageId, uri, format] of cases) {
    it(`reads ${languageId || 'an unknown language'} ${uri ?? ''} as ${format}`, () => {
      assert.equal(formatOf(languageId, uri), format);
    });
  }
});

describe('extract', () => {
  const languages = ['markdown', 'json', 'plaintext', 'typescript', 'jsonl', 'html'];
  const markup = fc.array(
    fc.constantFrom(
      ...Array.from('()[]{}<>"\'`*_~|\\/#!?.,;:&=-+@%^$ \t\n\r0aZ。“”«»\u00a0\ud83c\udf89\u0000'),
      'https://',
      'http://e.com',
      '://',
      '<a href="',
      '](',
      '![',
      '&amp;',
      '\\u00e9',
      '```\n',
      '<!--',
      '-->',
      '\n\n',
      '> ',
      '- ',
      '    ',
      '[a]: ',
      '🎉',
      '\r\n',
      '| - |\n',
    ),
    { maxLength: 60 },
  );

  it('never throws on any text, and its ranges are in order and in the text', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      markup.map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom(...languages), (text, languageId) => {
        const { requests, problems, fields } = extract({ text, languageId });
        let from = 0;
        for (const { url, start, end, line } of requests) {
          assert.match(url, /^https?:\/\/./i);
          assert.ok(start >= from && end > start && end <= text.length);
          assert.equal(line, text.slice(0, start).split('\n').length - 1);
          from = start;
        }
        assert.deepEqual([problems, fields], [[], []]);
      }),
      { numRuns: 5000 },
    );
  });
});
