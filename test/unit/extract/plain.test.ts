import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { PlainScanner } from '../../../src/extract/plain.ts';
import { type Case, assertFinds, table } from './found.ts';

table('punctuation after a URL', 'plaintext', [
  ...Array.from('.,;:?!', (mark): Case => [
    `cuts a trailing ${mark}`,
    `see https://e.com/p${mark} Then`,
    'https://e.com/p',
  ]),
  ['cuts an ellipsis of three full stops', 'https://e.com/p... and', 'https://e.com/p'],
  ['cuts an ellipsis of one character', 'https://e.com/p… and', 'https://e.com/p'],
  ['cuts several at once', 'really https://e.com/p?!?', 'https://e.com/p'],
  ['cuts after a host', 'at https://e.com. And https://f.com:', 'https://e.com', 'https://f.com'],
  ['keeps a trailing hyphen', 'https://e.com/p-.', 'https://e.com/p-'],
  ['keeps punctuation inside', 'https://e.com/a.b,c;d:e?f!g', 'https://e.com/a.b,c;d:e?f!g'],
  ['keeps a trailing slash', 'https://e.com/.', 'https://e.com/'],
]);

table('brackets and quotes', 'plaintext', [
  [
    'keeps balanced parentheses in a Wikipedia URL',
    'https://en.wikipedia.org/wiki/Terminator_(franchise)',
    'https://en.wikipedia.org/wiki/Terminator_(franchise)',
  ],
  ['cuts the parenthesis around a sentence', '(see https://e.com/a_(b))', 'https://e.com/a_(b)'],
  ['cuts punctuation after a bracket', '(see https://e.com/a_(b)).', 'https://e.com/a_(b)'],
  ['cuts outer square brackets', '[https://e.com/a]', 'https://e.com/a'],
  ['cuts outer angle brackets', '<https://e.com/a>', 'https://e.com/a'],
  ['cuts outer double quotes', '"https://e.com/a"', 'https://e.com/a'],
  ['cuts outer single quotes', "'https://e.com/a'", 'https://e.com/a'],
  ['cuts outer single quotes of a host', "'https://e.com'", 'https://e.com'],
  ['cuts outer backticks', '`https://e.com/a`', 'https://e.com/a'],
  ['cuts outer braces', '{https://e.com/a}', 'https://e.com/a'],
  ['cuts outer curly quotes', '“https://e.com/a”', 'https://e.com/a'],
  ['cuts German quotes', '„https://e.com/a“.', 'https://e.com/a'],
  ['cuts guillemets', '«https://e.com/a»', 'https://e.com/a'],
  ['cuts corner brackets', '「https://e.com/a」です', 'https://e.com/a'],
  ['cuts lenticular brackets', '【https://e.com/a】', 'https://e.com/a'],
  [
    'keeps curly brackets of the East inside',
    'https://e.com/《a》/“b”/「c」',
    'https://e.com/《a》/“b”/「c」',
  ],
  ['keeps brackets of a query', 'https://e.com/?q[]=1&r={x}', 'https://e.com/?q[]=1&r={x}'],
  ['ends before the bracket of a link in plain text', '[text](https://e.com/a) more', 'https://e.com/a'],
  ['ends at a double quote', 'a=https://e.com/a"b', 'https://e.com/a'],
  ['ends at a less-than sign', 'https://e.com/a<br>', 'https://e.com/a'],
  [
    'ends where a bracket opens after a host',
    'https://e.com(there) https://f.com[1]',
    'https://e.com',
    'https://f.com',
  ],
  ['cuts an opening bracket at the end', 'https://e.com/a( b', 'https://e.com/a'],
  ['keeps an apostrophe inside', "https://e.com/it's/here", "https://e.com/it's/here"],
  ['keeps an apostrophe inside of quotes', "'https://e.com/it's'", "https://e.com/it's"],
  ['keeps a trailing apostrophe that wraps nothing', "https://e.com/a' b", "https://e.com/a'"],
  ['cuts an apostrophe that opened earlier', "he said 'see https://e.com/a'.", 'https://e.com/a'],
  ["does not take it's for an opening quote", "it's https://e.com/a' b", "https://e.com/a'"],
  ["cuts '> at the end", "<a href=https://e.com/a'>", 'https://e.com/a'],
  ["cuts '); at the end", "load(https://e.com/a');", 'https://e.com/a'],
  ['cuts the quote after a prefix', "f'https://e.com/a'", 'https://e.com/a'],
]);

table('marks that stay and marks that wrap', 'plaintext', [
  ['keeps * in a path', 'https://e.com/*/b', 'https://e.com/*/b'],
  ['keeps a trailing * that wraps nothing', 'allow https://e.com/* now', 'https://e.com/*'],
  ['keeps a trailing * after a list bullet', '* https://e.com/*', 'https://e.com/*'],
  [
    'keeps @ and | and braces',
    'https://e.com/@user/x?a|b https://e.com/{{id}}/x',
    'https://e.com/@user/x?a|b',
    'https://e.com/{{id}}/x',
  ],
  ['cuts **', '**https://e.com/a**', 'https://e.com/a'],
  ['cuts ** around a host', '**https://e.com**', 'https://e.com'],
  ['cuts ** that opened earlier', '**see https://e.com/a**, then', 'https://e.com/a'],
  ['cuts ~~', '~~https://e.com/a~~', 'https://e.com/a'],
  ['cuts _', '_https://e.com/a_', 'https://e.com/a'],
  ['keeps _ that wraps nothing', 'snake_case https://e.com/a_ b', 'https://e.com/a_'],
  ['does not count a mark on another line', '**bold\nhttps://e.com/** b', 'https://e.com/**'],
]);

table('what ends and splits URLs', 'plaintext', [
  ['splits at a comma before https', 'https://a.com,https://b.com', 'https://a.com', 'https://b.com'],
  [
    'splits in a path, too',
    'https://a.com/x;http://b.com/y|HTTPS://c.com',
    'https://a.com/x',
    'http://b.com/y',
    'HTTPS://c.com',
  ],
  [
    'keeps a nested URL',
    'https://web.archive.org/web/2020/https://e.com',
    'https://web.archive.org/web/2020/https://e.com',
  ],
  ['keeps a | where none stands before', 'https://e.com/a|b', 'https://e.com/a|b'],
  ['ends at a | in a table', '| name |https://e.com/a|b|', 'https://e.com/a'],
  ['forgets the table on the next line', '| a |\nhttps://e.com/a|b', 'https://e.com/a|b'],
  [
    'does not count a | inside another URL',
    'https://e.com/a|b https://e.com/c|d',
    'https://e.com/a|b',
    'https://e.com/c|d',
  ],
  ...Array.from('。，、；：！？（）', (mark): Case => [
    `ends at ${mark}`,
    `看https://e.com/路${mark}然后`,
    'https://e.com/路',
  ]),
  ['ends at a no-break space', 'https://e.com/a\u00a0b', 'https://e.com/a'],
  ['ends at an ideographic space', 'https://e.com/a\u3000b', 'https://e.com/a'],
  ['ends at a control character', 'https://e.com/a\u0007b\u001b[0m', 'https://e.com/a'],
  [
    'ends at a tab and at CRLF',
    'https://e.com/a\thttps://e.com/b\r\nhttps://e.com/c',
    'https://e.com/a',
    'https://e.com/b',
    'https://e.com/c',
  ],
  [
    'ends at a tag of BBCode',
    '[url]https://e.com/a[/url] [b]https://e.com[/b]',
    'https://e.com/a',
    'https://e.com',
  ],
  [
    'ends and begins at what turns a colour',
    '\u001b[36mhttp://localhost:5173/\u001b[39m \\033[1;32mhttps://e.com/ x[36mhttps://no.com',
    'http://localhost:5173/',
    'https://e.com/',
  ],
  ['ends at a zero-width space', 'https://e.com/a\u200bb', 'https://e.com/a'],
  ['keeps a backslash in plain text', 'https://e.com/a\\b', 'https://e.com/a\\b'],
]);

table('hosts and schemes', 'plaintext', [
  ['takes localhost with a port', 'http://localhost:8080/x', 'http://localhost:8080/x'],
  ['takes a single label', 'http://intranet/x', 'http://intranet/x'],
  ['takes an IPv4 address', 'http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
  [
    'takes an IPv6 address',
    'see [http://[::1]:80/x] and http://[fe80::1%25eth0]',
    'http://[::1]:80/x',
    'http://[fe80::1%25eth0]',
  ],
  ['takes an IDN', 'https://例え.jp/レーズン', 'https://例え.jp/レーズン'],
  ['takes an upper-case scheme', 'HTTPS://E.COM/A', 'HTTPS://E.COM/A'],
  ['takes a user and password', 'https://user:p%40w@e.com/x', 'https://user:p%40w@e.com/x'],
  [
    'takes a template for a part of a host',
    'https://${sub}.e.com:1/y https://{{a}}-{b}.com/ https://%s.e.com https://%d0%b0.com',
    'https://${sub}.e.com:1/y',
    'https://{{a}}-{b}.com/',
    'https://%s.e.com',
    'https://%d0%b0.com',
  ],
  [
    'takes query and fragment right after the host',
    'https://e.com?q=1 https://e.com#top',
    'https://e.com?q=1',
    'https://e.com#top',
  ],
  ['takes astral characters', '🎉 https://e.com/🎉 https://💩.la', 'https://e.com/🎉', 'https://💩.la'],
  ['takes nothing with glued letters', 'xhttps://e.com 1http://e.com éhttp://e.com'],
  ['reads git+https from https', 'git+https://e.com/a.git', 'https://e.com/a.git'],
  ['takes a URL right after Chinese', '请看https://e.com', 'https://e.com'],
  [
    'takes nothing whose host is a placeholder',
    'https://${HOST}/x https://{host}/x https://{}/x https://%s/x https://$HOST/x https://{0}/x http://#{h}:80 http://%s:%d/ https://u:p@{h}/ http://:80/x',
  ],
  ['takes nothing that has no host', 'https:// http://. http://... https:///x http://? https://*'],
  ['takes nothing with another scheme', 'hppt://x ftp://e.com example.com //e.com mailto:a@e.com'],
  ['ends a host at an apostrophe', "https://e.com's page", 'https://e.com'],
]);

table('source code', 'typescript', [
  ['ends at a backslash', 'print("https://e.com/a\\n")', 'https://e.com/a'],
  ['sees a URL after an escape', '"see:\\nhttps://e.com/a"', 'https://e.com/a'],
  ['reads comments', '// https://e.com/a\n# https://e.com/b', 'https://e.com/a', 'https://e.com/b'],
  ['reads strings in a list', "['https://a.com/x', 'https://b.com/y']", 'https://a.com/x', 'https://b.com/y'],
  ['reads a template literal', '`https://e.com/${id}/x?y=${z}`', 'https://e.com/${id}/x?y=${z}'],
  ['reads LaTeX', '\\url{https://e.com/a}', 'https://e.com/a'],
]);

table('comments of source code', 'css', [
  [
    'end a URL',
    '/* https://a.com/x*/ /*https://b.com/*/ a { b: url("https://c.com/*/"), url(https://d.com/*/e) }',
    'https://a.com/x',
    'https://b.com/',
    'https://c.com/*/',
    'https://d.com/*/e',
  ],
]);

table('LaTeX', 'latex', [
  [
    'knows its escapes',
    '\\url{https://e.com/a\\_b\\%20c\\#d\\&e} \\href{https://e.com/x~y}{z} https://e.com/x\\newline',
    ['https://e.com/a_b%20c#d&e', 'https://e.com/a\\_b\\%20c\\#d\\&e'],
    'https://e.com/x~y',
    'https://e.com/x',
  ],
]);

table('AsciiDoc', 'asciidoc', [
  [
    'ends a URL where its text begins',
    'https://a.com/x[text] link:https://b.com[y] https://c.com/x.',
    'https://a.com/x',
    'https://b.com',
    'https://c.com/x',
  ],
]);

table('SQL', 'sql', [
  [
    'knows doubled apostrophes',
    "select 'https://a.com/it''s?x', 'https://b.com', 'c ''https://d.com/x''' -- https://e.com",
    ["https://a.com/it's?x", "https://a.com/it''s?x"],
    'https://b.com',
    'https://d.com/x',
    'https://e.com',
  ],
]);

table('comment lines of a list', 'plaintext', [
  ['switches off # and //', '# https://a.com\n//https://b.com\nhttps://c.com', 'https://c.com'],
  [
    'switches off indented ones',
    ' \t# https://a.com https://b.com\r\n  // https://b.com\r\nhttps://c.com',
    'https://c.com',
  ],
  [
    'does not take a # later in the line for a comment',
    'https://a.com # https://b.com',
    'https://a.com',
    'https://b.com',
  ],
]);

describe('the plain rules', () => {
  const host = fc.constantFrom('e.com', 'localhost:8080', 'user:pw@example.org', '例え.jp', '[::1]:3000');
  const path = fc.stringMatching(/^(\/[a-z0-9\-_.~%]*[a-z0-9])?(\?[a-z]=[a-z0-9]{1,4})?(#[a-z]{1,5})?$/);
  const url = fc
    .tuple(fc.constantFrom('http', 'https'), host, path)
    .map(([scheme, name, rest]) => `${scheme}://${name}${rest}`);
  const around = fc.constantFrom(
    ['', ''],
    [' ', ' '],
    ['(', ')'],
    ['[', ']'],
    ['<', '>'],
    ['"', '"'],
    ["'", "'"],
    ['`', '`'],
    ['{', '}'],
    ['“', '”'],
    ['「', '」'],
    ['**', '**'],
    ['~~', '~~'],
    ['| ', ' |'],
    ['see ', '.'],
    ['', '。'],
    ['', '，'],
    ['\t', '\r\n'],
    ['("', '");'],
    ['🎉', ' 🎉'],
    ['\n', '\n'],
  );
  const words = fc.stringMatching(/^([a-z]{1,8}[,.]? ){0,5}$/);

  it('finds a URL with its exact range in any surroundings', () => {
    fc.assert(
      fc.property(words, around, url, words, (before, [open, close], address, after) => {
        assertFinds('yaml', `${before}${open}${address}${close} ${after}`, [address]);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds all of many URLs', () => {
    fc.assert(
      fc.property(
        fc.array(url),
        fc.constantFrom('\n', ' ', ', ', '; ', '\r\n', ',', '\t'),
        (urls, separator) => {
          assertFinds('plaintext', urls.join(separator), urls);
        },
      ),
    );
  });
});

describe('the work of the plain rules', () => {
  const hostile = [
    '((((',
    '[[[[',
    'a:',
    'https://',
    'https://e.com/((((',
    "'",
    '|https://e.com/a|',
    "'https://e.com/a' ",
    'https://.',
    'http://:',
    'https://[',
    'https://a.',
    '**https://e.com/**',
    '://',
    'https://e.com/&a;',
    '\\',
    'https://…/(',
    ' ',
    ' https://e.com/a',
    'https://e.com/a\n',
    '#https://a ',
  ];
  const modes = [{ backslash: 'ends' }, { backslash: 'stays' }, { backslash: 'escapes' }] as const;

  for (const piece of hostile) {
    it(`is linear on ${JSON.stringify(piece)} repeated`, () => {
      for (const mode of modes) {
        const stepsFor = (count: number) => {
          for (const text of [
            piece.repeat(count),
            ` ${piece.repeat(count)} https://e.com/${piece.repeat(count)}`,
          ]) {
            const scanner = new PlainScanner(text, mode);
            scanner.scan(0, text.length, () => {});
            assert.ok(scanner.steps <= 8 * text.length + 100, `${scanner.steps} steps for ${text.length}`);
          }
        };
        stepsFor(10_000);
        stepsFor(20_000);
      }
    });
  }

  it('takes a single line of 10 MB', () => {
    const text = 'https://e.com/a '.repeat(640_000);
    const scanner = new PlainScanner(text, modes[0]);
    let count = 0;
    scanner.scan(0, text.length, () => count++);
    assert.equal(count, 640_000);
    assert.ok(scanner.steps < 4 * text.length);
  });
});
