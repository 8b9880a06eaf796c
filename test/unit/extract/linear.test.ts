import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { extractAs } from '../../../src/extract/extract.ts';
import type { Format } from '../../../src/extract/format.ts';
import { readOf } from './countedText.ts';

const anywhere = [
  '((((',
  '[[[[',
  'a:',
  '://',
  'http',
  'https://',
  'https://e.com/((((',
  'https://e.com/a ',
  'https://e.com/a\n',
  'https://{{{{',
  'https://${a}',
  'https://e.com/[/[/',
  'https://e.com/*/*/',
  '\u001b[36mhttps://e.com',
  'mhttps://',
  "'https://e.com' ",
  '"https://e.com" ',
  '"',
  "'",
  '\\',
  '"\\',
  ' ',
  '\n',
  '\r\n',
  '#',
  '//',
];
const markup = [
  '<',
  '<<<<',
  '&&&&',
  '&amp',
  '<a>',
  '<a><b>',
  '</a>',
  '<a ',
  '<a b',
  '<a b=',
  '<a b="',
  "<a b='c",
  '<a href="https://e.com/&',
  '<a href="https://e.com/a">',
  '<a href=https://e.com/',
  '<a :href="https://e.com/',
  '<img srcset="https://e.com 1x,',
  '<img srcset="https://e.com,,,">',
  '<meta content="0;url=https://e.com" http-equiv=refresh>',
  '<!--',
  '<!-- -->',
  '<!-- --',
  '<!',
  '<?',
  '<?a?',
  '<![CDATA[',
  '<![CDATA[ ]]',
  ']]>',
  '<script>',
  '<script></',
  '<title>',
  '---\n',
  '<urlset><loc>https://e.com</loc>',
  '<loc>https://e.com/&amp;',
  '={',
  '={{',
  '={}',
  '={"',
  '<![CDATA[<a>https://e.com/&nbsp;',
  '&lt;a>https://e.com/',
];
const cells = ['""', '"a', '"a"b', '"a""', '"a" ', ',', ', "', ';', '\t', '|', '"https://e.com/""",', '"\n'];
const strings = [
  '"\\"',
  '"a\\u003a',
  '"https:\\/\\/e.com",',
  '/',
  '/*',
  '/* */',
  '{"a":',
  '[',
  '- "',
  "- 'a",
  "- 'a''",
  '- "a\\" ',
  '"""',
  "'''",
  '"""a""',
  '= "a\\\n ',
  ': "https:\\/\\/e.com"\n',
  '# "\n',
  ":'",
  ": '\\'",
  ": 'https://e.com/a\\'",
];

const hostile: Partial<Record<Format, readonly string[]>> = {
  list: anywhere,
  source: anywhere,
  asciidoc: anywhere,
  latex: [...anywhere, '\\_', 'https://e.com/\\%'],
  sql: [...anywhere, "''", "'https://e.com/''"],
  html: [...anywhere, ...markup],
  component: [...anywhere, ...markup],
  xml: [...anywhere, ...markup],
  csv: [...anywhere, ...cells],
  json: [...anywhere, ...strings],
  yaml: [...anywhere, ...strings],
};

describe('reading a text of twice the length', () => {
  for (const [format, pieces] of Object.entries(hostile)) {
    it(`reads about twice as much of it as ${format}, not four times, whatever is repeated in it`, () => {
      for (const piece of pieces) {
        for (const [before, after] of [
          ['', ''],
          ['https://e.com/a ', ' https://e.com/z'],
        ]) {
          const readFor = (length: number) => {
            // An even number, since every other quotation mark opens.
            const count = 2 * Math.ceil(length / 2 / piece.length);
            const text = `${before}${piece.repeat(count)}${after}`;
            return readOf(text, (counted) => extractAs(format as Format, counted));
          };
          const once = readFor(10_000);
          const twice = readFor(20_000);
          assert.ok(
            twice <= 2.1 * once + 200,
            `${JSON.stringify(piece)}: ${once} and then ${twice} code units`,
          );
          assert.ok(twice <= 20 * 20_000, `${JSON.stringify(piece)}: ${twice} code units of 20,000`);
        }
      }
    });
  }
});

describe('a single line of 10 MB', () => {
  for (const format of [...Object.keys(hostile), 'markdown'] as Format[]) {
    it(`is read as ${format}`, () => {
      const text = `<a href="https://e.com/a">${'b '.repeat(490)}`.repeat(10_000);
      assert.equal(extractAs(format, text).requests.length, 10_000);
    });
  }
});
