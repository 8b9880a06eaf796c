import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeHTMLAttribute } from 'entities/decode';
import { decodeBackslashes } from '../../../src/extract/backslashEscapes.ts';
import { decodeEntities, decodeXmlText } from '../../../src/extract/entities.ts';
import { extract } from '../../../src/extract/extract.ts';
import { formatOf } from '../../../src/extract/format.ts';
import { decodeMarkdown } from '../../../src/extract/markdownText.ts';
import { assertFinds } from './found.ts';

/** What the text of a URL may mean, by the language it is written in. */
const decoders: readonly ((source: string) => string)[] = [
  (source) => source,
  (source) => source.replaceAll('\r', '\n'),
  decodeHTMLAttribute,
  decodeMarkdown,
  decodeEntities,
  (source) => decodeXmlText(source, 0, source.length).text,
  (source) => decodeBackslashes(source, 0, source.length).text,
  (source) => source.replaceAll('""', '"'),
  (source) => source.replaceAll("''", "'"),
  (source) => source.replaceAll(/\\([_%#&$])/g, '$1'),
];

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
    ['yaml', undefined, 'yaml'],
    ['html', undefined, 'html'],
    ['plaintext', '/a.adoc', 'asciidoc'],
    ['plaintext', '/a.bib', 'latex'],
    ['plaintext', '/a.sql', 'sql'],
    ['csv', undefined, 'csv'],
    ['csv (semicolon)', undefined, 'ssv'],
    ['csv (pipe)', undefined, 'psv'],
    ['tsv', undefined, 'tsv'],
    ['plaintext', '/a.psv', 'psv'],
    ['plaintext', '/a.tab', 'tsv'],
    ['typescript', undefined, 'source'],
    ['plaintext', 'file:///a/sitemap.XML', 'xml'],
    ['plaintext', 'C:\\a\\b.tsv', 'tsv'],
    ['plaintext', 'file:///a/Cargo.toml', 'yaml'],
    ['plaintext', 'file:///a/App.vue', 'component'],
    ['plaintext', 'file:///a/.env', 'source'],
    ['plaintext', 'file:///a/.env.local', 'source'],
    ['', '/a/b.py', 'source'],
    ['plaintext', '/a.d/b', 'list'],
  ] as const;
  for (const [languageId, uri, format] of cases) {
    it(`reads ${languageId || 'an unknown language'} ${uri ?? ''} as ${format}`, () => {
      assert.equal(formatOf(languageId, uri), format);
    });
  }
});

describe('extract', () => {
  const languages = [
    'markdown',
    'json',
    'plaintext',
    'typescript',
    'jsonl',
    'html',
    'vue',
    'xml',
    'csv',
    'yaml',
    'asciidoc',
    'latex',
    'sql',
  ];
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
      '---\n',
      '<urlset><loc>',
      '</loc>',
      '<![CDATA[',
      ']]>',
      '<?',
      '"""',
      '<script>',
      ' srcset="',
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
          const source = text.slice(start, end);
          assert.ok(
            decoders.some((decode) => decode(source) === url),
            `${source} is no ${url}`,
          );
          assert.ok(start >= from && end > start && end <= text.length);
          assert.equal(line, text.slice(0, start).split(/\r\n|\r|\n/).length - 1);
          from = start;
        }
        assert.deepEqual([problems, fields], [[], []]);
      }),
      { numRuns: 5000 },
    );
  });

  it('finds a URL in the middle of random prose, in each language with its exact range', () => {
    const surroundings: readonly [languageId: string, before: string, after: string][] = [
      ['markdown', '---\ntitle: x\n---\n# 🎉\r\n', '\n'],
      ['markdown', '\r> - a\r> - b (', ')'],
      ['html', '<p title="🎉">\r<a id=x\thref=\'', "'>b</a>"],
      ['vue', '<script>\nload("', '")</script>'],
      ['xml', '<a>\r\n<b>🎉 ', '</b></a>'],
      ['json', '{"🎉\\n": ["', '"]}'],
      ['jsonl', '{"a": 1}\r{"b": "\\ud83c\\udf89 ', '"}'],
      ['csv', 'a;b\r"c\r\nd"";";"', '"\r\n'],
      ['yaml', 'a: "\\t🎉 ', '"\n'],
      ['toml', 'a = """\r\n🎉 ', '"""\n'],
      ['typescript', 'const a = `\r', '`;'],
      ['plaintext', '# comment\r🎉 (', ')'],
    ];
    const words = fc.stringMatching(/^([a-z]{1,8}[,.]? ){0,5}$/);
    const url = fc.stringMatching(
      /^https:\/\/[a-z]{1,8}\.com\/[a-z0-9\-.~]*[a-z0-9](\?[a-z]=[a-z0-9]{1,4})?$/,
    );
    fc.assert(
      fc.property(words, fc.constantFrom(...surroundings), url, words, (before, around, address, after) => {
        const [languageId, open, close] = around;
        assertFinds(languageId, `${open}${address}${close}\n${before.trim()}\n${after.trim()}`, [address]);
      }),
      { numRuns: 2000 },
    );
  });
});
