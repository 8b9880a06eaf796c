import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assertFinds, table } from './found.ts';

table('cells', 'csv', [
  ['takes a cell verbatim', 'name,url\na,https://e.com/x.\n', 'https://e.com/x.'],
  [
    'takes brackets and quotes in a cell',
    "a,https://e.com/(a,https://e.com/it's'\n",
    'https://e.com/(a',
    "https://e.com/it's'",
  ],
  [
    'takes cells of a line',
    'https://a.com,https://b.com\r\nhttps://c.com,https://d.com\r\n',
    'https://a.com',
    'https://b.com',
    'https://c.com',
    'https://d.com',
  ],
  ['ends a cell at its comma', 'a,b\nhttps://e.com/a,b\n', 'https://e.com/a'],
  ['takes a quoted cell with a comma', 'a,b\n"https://e.com/a,b",c\n', 'https://e.com/a,b'],
  [
    'decodes doubled quotes',
    'a,"https://e.com/?q=""x""&y"\n',
    ['https://e.com/?q="x"&y', 'https://e.com/?q=""x""&y'],
  ],
  ['takes several joined by commas', 'a,"https://a.com,https://b.com/x"', 'https://a.com', 'https://b.com/x'],
  [
    'reads prose by the plain rules',
    'a,"See ""https://e.com/a"". And\r\n(https://e.com/b)",c',
    'https://e.com/a',
    'https://e.com/b',
  ],
  [
    'reads cells of several lines',
    '"a\nb","c\nhttps://e.com/a\nd",e\n,https://e.com/b',
    'https://e.com/a',
    'https://e.com/b',
  ],
  [
    'ignores white space around a cell',
    'a , "https://e.com/a" , https://e.com/b \t',
    'https://e.com/a',
    'https://e.com/b',
  ],
  ['takes a cell after astral characters', '🎉,"🎉""🎉",https://e.com/🎉', 'https://e.com/🎉'],
  [
    'takes a list of one column',
    'url\nhttps://a.com/x\n\nhttps://b.com/y',
    'https://a.com/x',
    'https://b.com/y',
  ],
  ['reads a comment as a cell', '# https://e.com/a,x', 'https://e.com/a'],
  [
    'takes lines that end with a carriage return',
    'a,b\rhttps://a.com,x\rhttps://b.com,y',
    'https://a.com',
    'https://b.com',
  ],
]);

table('separators', 'csv', [
  [
    'knows the semicolon',
    'name;url;note\na;https://e.com/x,y;1,5\nb;https://e.com/z;2,5',
    'https://e.com/x,y',
    'https://e.com/z',
  ],
  ['knows the tab', 'name\turl\na\thttps://e.com/x,y;z|w\n', 'https://e.com/x,y;z|w'],
  ['knows the pipe', 'a|b\nc|https://e.com/x,y\nhttps://e.com/z|d', 'https://e.com/x,y', 'https://e.com/z'],
  ['does not count what is quoted', '"a;b;c",url\n"d;e;f",https://e.com/x\n', 'https://e.com/x'],
  [
    'takes the comma where no other stands in each line',
    'url,n\nhttps://e.com/a;b,1\nhttps://e.com/c|d,2',
    'https://e.com/a;b',
    'https://e.com/c|d',
  ],
  [
    'keeps a tab apart from blanks',
    'a\t\thttps://e.com/x\n\t\thttps://e.com/y',
    'https://e.com/x',
    'https://e.com/y',
  ],
]);

const excel = [
  'All our pages, as of May',
  '',
  'name;url;price',
  'a;https://e.com/x,y;1,5',
  'b;https://e.com/z,w;2,5',
  'Total',
];

table('separators among lines without any', 'csv', [
  ['knows the semicolon', excel.join('\r\n'), 'https://e.com/x,y', 'https://e.com/z,w'],
  ['knows the tab', excel.join('\n').replaceAll(';', '\t'), 'https://e.com/x,y', 'https://e.com/z,w'],
  ['knows the comma', 'Title\nname,url\na,https://e.com/x;y\nTotal', 'https://e.com/x;y'],
  ['takes the line of one URL for a cell', 'url\nhttps://e.com/a|b\n', 'https://e.com/a|b'],
]);

table('a language of semicolons', 'csv (semicolon)', [
  ['needs no first lines', 'https://e.com/a,b|c;d', 'https://e.com/a,b|c'],
]);
table('a language of pipes', 'csv (pipe)', [
  ['needs no first lines', 'https://e.com/a,b;c|d', 'https://e.com/a,b;c'],
]);
table('a language of tabs', 'tsv', [
  ['needs no first lines', 'https://e.com/a,b;c\td', 'https://e.com/a,b;c'],
]);

table('malformed CSV', 'csv', [
  [
    'reads on after a quote that does not end',
    'a,"https://a.com/x\nb,https://b.com/y,"https://c.com/z\n',
    'https://a.com/x',
    'https://b.com/y',
    'https://c.com/z',
  ],
  [
    'reads on after a quote inside a cell',
    'a,b "c" https://a.com/x,https://b.com/y',
    'https://a.com/x',
    'https://b.com/y',
  ],
  [
    'reads text after a quoted cell',
    'a,"https://a.com/x" b,https://b.com/y',
    'https://a.com/x',
    'https://b.com/y',
  ],
  [
    'reads lines of different lengths',
    'a\nb,https://a.com/x,,,\n,,\nhttps://b.com/y',
    'https://a.com/x',
    'https://b.com/y',
  ],
]);

describe('CSV', () => {
  it('finds a URL in any cell with its range', () => {
    const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('://', ''));
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        cell,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.webUrl({ withFragments: true, withQueryParameters: true }),
        (other, separator, lineEnd, url) => {
          const line = ['a', quoted(other), quoted(url), 'b'].join(separator);
          assertFinds('csv', `a${separator}b${separator}c${separator}d${lineEnd}${line}${lineEnd}`, [url]);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
