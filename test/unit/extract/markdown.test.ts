import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { extract } from '../../../src/extract/extract.ts';
import { assertFinds, table } from './found.ts';

table('links and images', 'markdown', [
  ['takes a destination verbatim', '[a](https://e.com/x.) and more.', 'https://e.com/x.'],
  ['takes a destination with a title', '[a](https://e.com/x "see https://t.com")', 'https://e.com/x'],
  [
    'takes titles in other quotes',
    "[a](https://e.com/x 't') [b](https://e.com/y (t))",
    'https://e.com/x',
    'https://e.com/y',
  ],
  ['takes a destination in angle brackets with a space', '[a](<https://e.com/a b>)', 'https://e.com/a b'],
  ['keeps balanced parentheses', '[a](https://e.com/a_(b))', 'https://e.com/a_(b)'],
  [
    'decodes entities',
    '[a](https://e.com/?a=1&amp;b=2&#38;c)',
    ['https://e.com/?a=1&b=2&c', 'https://e.com/?a=1&amp;b=2&#38;c'],
  ],
  ['decodes backslashes', '[a](https://e.com/a\\_b\\)c)', ['https://e.com/a_b)c', 'https://e.com/a\\_b\\)c']],
  ['keeps a backslash before a letter', '[a](https://e.com/a\\b)', 'https://e.com/a\\b'],
  ['takes an image', '![alt https://no.com](https://e.com/i.png)', 'https://e.com/i.png'],
  ['takes an image in a link', '[![i](https://i.com)](https://l.com)', 'https://i.com', 'https://l.com'],
  [
    'takes the destination only where the text shows the URL',
    '[https://a.com](https://a.com)',
    'https://a.com',
  ],
  ['leaves a relative destination out, and its text too', '[https://a.com](a.md)'],
  [
    'takes text in brackets that is no link',
    '[https://a.com] and (https://b.com)',
    'https://a.com',
    'https://b.com',
  ],
  ['takes a destination on the next line', '[a](\nhttps://e.com\n"t")', 'https://e.com'],
  ['takes no destination with a space in it', '[a](https://e.com/a b)', 'https://e.com/a'],
  [
    'takes the inner of two nested links',
    '[a [b](https://b.com) c](https://c.com)',
    'https://b.com',
    'https://c.com',
  ],
  [
    'takes a link across lines with CRLF',
    'a\r\n[b\r\nc](https://e.com)\r\nhttps://f.com\r\n',
    'https://e.com',
    'https://f.com',
  ],
  [
    'takes links in headings, lists, quotes and tables',
    '# [a](https://a.com)\n\n- [b](https://b.com)\n\n> [c](https://c.com)\n\n| x | y |\n|---|---|\n| [d](https://d.com) | https://e.com|\n',
    'https://a.com',
    'https://b.com',
    'https://c.com',
    'https://d.com',
    'https://e.com',
  ],
  [
    'takes links after astral characters',
    '🎉🎉 [🎉](https://e.com/🎉) 🎉 https://f.com/🎉',
    'https://e.com/🎉',
    'https://f.com/🎉',
  ],
]);

table('reference definitions', 'markdown', [
  ['takes a definition', '[a]: https://e.com/x.', 'https://e.com/x.'],
  [
    'takes several, with titles',
    '[a]: https://a.com "t"\n[b]: <https://b.com/x y>\n  \'t\'\n[c]:\n  https://c.com',
    'https://a.com',
    'https://b.com/x y',
    'https://c.com',
  ],
  ['takes one in a quote', '> [a]: https://a.com\n> [b]: https://b.com', 'https://a.com', 'https://b.com'],
  ['goes on after definitions', '[a]: https://a.com\nsee https://b.com', 'https://a.com', 'https://b.com'],
  [
    'counts the text of a reference link as text of a link',
    '[see https://a.com][r]\n\n[r]: https://r.com',
    'https://r.com',
  ],
  ['counts the text of a shortcut', '[https://a.com]\n\n[HTTPS://a.com]: https://r.com', 'https://r.com'],
  ['takes both where no definition is', '[https://a.com][https://b.com]', 'https://a.com', 'https://b.com'],
  ['reads a footnote by its text', '[^1]: See https://e.com.', 'https://e.com'],
]);

table('footnotes', 'markdown', [
  [
    'reads their text as any other',
    '[^1]: https://a.com/x.\n[^n]: See [b](https://b.com/y.), https://c.com.',
    'https://a.com/x',
    'https://b.com/y.',
    'https://c.com',
  ],
]);

table('MDX', 'mdx', [
  [
    'reads what is in components',
    '<Tab>[x](https://a.com/x.)</Tab>\n\n<Tab>\n[x](https://b.com/x.)\n</Tab>',
    'https://a.com/x.',
    'https://b.com/x.',
  ],
  [
    'reads attributes in braces',
    `<a href={'https://a.com/x'}>x</a>\n\n<Card\n  href={"https://b.com/x"}\n>\n\n<div>\n<a href={"https://c.com/x"}>x</a></div>`,
    'https://a.com/x',
    'https://b.com/x',
    'https://c.com/x',
  ],
]);

table('autolinks', 'markdown', [
  ['takes an autolink verbatim, once', '<https://e.com/a.b.>', 'https://e.com/a.b.'],
  [
    'decodes entities but no backslashes',
    '<https://e.com/?a&amp;b\\*>',
    ['https://e.com/?a&b\\*', 'https://e.com/?a&amp;b\\*'],
  ],
  ['leaves other schemes out', '<mailto:a@e.com> <made-up-scheme://foo,bar> <ftp://e.com>'],
  ['reads what is no autolink as text', '<https://e.com/a b>', 'https://e.com/a'],
]);

// The facts of GFM's autolink extension; where it differs, the plain rules hold.
table('bare URLs', 'markdown', [
  [
    'cuts marks that wrap more than a line',
    '**a\nhttps://a.com/4** _b\nhttps://b.com/_ ~~c\nhttps://c.com~~.',
    'https://a.com/4',
    'https://b.com/',
    'https://c.com',
  ],
  [
    'ends at a blank that is an entity',
    'https://a.com/b&nbsp;x https://b.com&nbsp;y https://c.com/d.&#160;z https://d.com/?a&amp;b',
    'https://a.com/b',
    'https://b.com',
    'https://c.com/d',
    ['https://d.com/?a&b', 'https://d.com/?a&amp;b'],
  ],
  [
    'takes one in a sentence',
    'Visit https://encrypted.google.com/search?q=Markup+(business).',
    'https://encrypted.google.com/search?q=Markup+(business)',
  ],
  [
    'cuts an unmatched parenthesis',
    'https://e.com/search?q=(business))+ok',
    'https://e.com/search?q=(business)',
  ],
  [
    'cuts an entity at the end',
    'https://e.com/search?q=commonmark&hl; x',
    'https://e.com/search?q=commonmark',
  ],
  [
    'cuts quotes written as entities',
    '&quot;https://e.com/a&quot; &lt;https://e.com/b&gt;',
    'https://e.com/a',
    'https://e.com/b',
  ],
  [
    'decodes an entity inside',
    'https://e.com/?a=1&amp;b=2',
    ['https://e.com/?a=1&b=2', 'https://e.com/?a=1&amp;b=2'],
  ],
  ['decodes a backslash escape', 'https://e.com/a\\_b', ['https://e.com/a_b', 'https://e.com/a\\_b']],
  ['ends at <', 'https://e.com/he<lp', 'https://e.com/he'],
  [
    'takes IPv6, CJK and commas by the plain rules',
    'http://[::1]/x https://e.com/a。 https://a.com,https://b.com',
    'http://[::1]/x',
    'https://e.com/a',
    'https://a.com',
    'https://b.com',
  ],
  [
    'cuts emphasis',
    '**https://e.com/a** _https://e.com/b_ ~~https://e.com/c~~',
    'https://e.com/a',
    'https://e.com/b',
    'https://e.com/c',
  ],
  ['cuts the backslash of a hard break', 'https://e.com/a\\\nb', 'https://e.com/a'],
  ['leaves www. and e-mail alone', 'www.commonmark.org foo@bar.baz'],
]);

table('code', 'markdown', [
  ['skips spans', 'a `https://no.com` ``x ` https://no.com`` https://e.com', 'https://e.com'],
  ['does not skip after a lone backtick', 'a ` https://e.com', 'https://e.com'],
  ['does not take links apart by a span', '[a`](https://no.com)`](https://e.com)', 'https://e.com'],
  [
    'skips fences',
    '```sh\ncurl https://no.com\n```\n\n~~~\nhttps://no.com\n~~~\nhttps://e.com',
    'https://e.com',
  ],
  ['skips indented code', 'a\n\n    https://no.com\n\nhttps://e.com', 'https://e.com'],
  ['skips a fence in a quote', '> ```\n> https://no.com\n> ```\n> https://e.com', 'https://e.com'],
  [
    'keeps a backtick to its table cell',
    '| a | b |\n|---|---|\n| ` | https://e.com |\n| ` | x |',
    'https://e.com',
  ],
]);

table('raw HTML', 'markdown', [
  [
    'takes href and src',
    '<a href="https://a.com">x</a> <img src=\'https://b.com/i\'>',
    'https://a.com',
    'https://b.com/i',
  ],
  [
    'does not take the text of an anchor',
    '<a href="https://a.com/x">https://a.com/x</a> https://b.com',
    'https://a.com/x',
    'https://b.com',
  ],
  ['takes an unquoted value', '<p>\n<a href=https://a.com/x>y</a>', 'https://a.com/x'],
  [
    'decodes entities',
    '<a href="https://a.com/?a=1&amp;b=2">',
    ['https://a.com/?a=1&b=2', 'https://a.com/?a=1&amp;b=2'],
  ],
  [
    'takes the other attributes',
    '<div>\n<video poster="https://a.com"></video><button formaction="https://b.com"></button><q cite="https://c.com"></q>\n<object data="https://d.com"></object><form action="https://e.com"></form><use xlink:href="https://f.com"/>\n<i data="https://no.com" title="https://no.com"></i></div>',
    'https://a.com',
    'https://b.com',
    'https://c.com',
    'https://d.com',
    'https://e.com',
    'https://f.com',
  ],
  [
    'takes srcset',
    '<img srcset="https://a.com/x,y 1x, https://b.com 2x,https://c.com">',
    'https://a.com/x,y',
    'https://b.com',
    'https://c.com',
  ],
  [
    'takes imagesrcset',
    '<link imagesrcset="https://a.com, https://b.com 2x">',
    'https://a.com',
    'https://b.com',
  ],
  [
    'takes meta refresh',
    '<meta http-equiv="refresh" content="0; URL=\'https://a.com/x\'">\n<meta name="x" content="0;url=https://no.com">',
    'https://a.com/x',
  ],
  [
    'reads a block of several lines',
    '<div\n  class="x"\n>\n<a\n  href="https://a.com"\n>https://no.com</a>\n</div>\n\nhttps://b.com',
    'https://a.com',
    'https://b.com',
  ],
  [
    'leaves text, scripts and comments out',
    '<script src="https://a.com">\nlet x = "https://no.com";\n</script>\n\n<!-- https://no.com -->\n\nx <!-- <a href="https://no.com"> --> https://b.com',
    'https://a.com',
    'https://b.com',
  ],
  [
    'reads < in prose as text',
    'a < b https://e.com c > d <b https://f.com>',
    'https://e.com',
    'https://f.com',
  ],
]);

table('front matter and line ends', 'markdown', [
  [
    'reads front matter as YAML',
    '---\ntitle: "https:\\/\\/a.com" # https://b.com.\nurl: https://c.com\n---\n# https://d.com',
    ['https://a.com', 'https:\\/\\/a.com'],
    'https://b.com',
    'https://c.com',
    'https://d.com',
  ],
  ['reads front matter of TOML', '+++\na = "https://a.com"\n+++\n`https://no.com`', 'https://a.com'],
  [
    'reads front matter that ends with ...',
    '---\na: `https://a.com`\n...\n`https://no.com`',
    'https://a.com',
  ],
  ['takes a rule for none', '---\n\n`https://no.com` https://a.com', 'https://a.com'],
  ['takes rules further down for none', 'a\n\n---\n`https://no.com`\n\n---'],
  [
    'takes a lone carriage return for a line end',
    '# a\r\r```\rhttps://no.com\r```\r[a]: https://a.com\r\r- https://b.com\r',
    'https://a.com',
    'https://b.com',
  ],
]);

describe('Markdown', () => {
  const url = fc.stringMatching(
    /^https:\/\/[a-z]{1,8}\.com(\/[a-z0-9\-.~]*[a-z0-9])?(\?[a-z]=[a-z0-9]{1,4})?$/,
  );
  const around = fc.constantFrom(
    ['', ''],
    ['[a](', ')'],
    ['![a](', ' "t")'],
    ['[a](<', '>)'],
    ['<', '>'],
    ['\n\n[a]: ', '\n\n'],
    ['<a href="', '">b</a>'],
    ['**', '**'],
    ['(', ')'],
    ['\n\n# ', '\n\n'],
    ['\n\n> - ', '\n\n'],
    ['\n\n| a | b |\n|---|---|\n| ', ' | x |\n\n'],
    ['`x` ', ' `y`'],
    ['\n\n1. [x] ', '\n\n'],
    ['[', ']'],
    ['🎉 ', '\r\n'],
  );
  const words = fc.stringMatching(/^([a-z]{1,8}[,.]? ){0,5}$/);

  it('finds a URL with its exact range in any construct', () => {
    fc.assert(
      fc.property(words, around, url, words, (before, [open, close], address, after) => {
        assertFinds('markdown', `${before}${open}${address}${close} ${after}`, [address]);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads a document of many sections as one', () => {
    const blocks = fc.constantFrom(
      (at: string) => `# a ${at} b`,
      (at: string) => `- a\n  - ${at}\n- b\n\n  \`\`\`\n  https://no.com\n  \`\`\`\n1. c\n2. d`,
      (at: string) => `> a\n> - b ${at}\n>\n> \`\`\`\n> https://no.com\n> \`\`\``,
      (at: string) => `| a | b |\n|---|---|\n| ${at} | c |\n| \`https://no.com\` | d |`,
      (at: string) => `\`\`\`\nhttps://no.com\n\n# https://no.com\n\`\`\`\n<div>\n<a href="${at}">\n</div>`,
      (at: string) => `a [b\nc](${at})\nd\n===\n\n    https://no.com`,
      (at: string) => `<!--\nhttps://no.com\n\nhttps://no.com\n-->\n[a]: ${at}`,
      (at: string) => `${'text '.repeat(800)}${at}\ntext`,
    );
    fc.assert(
      fc.property(fc.array(blocks, { minLength: 10, maxLength: 40 }), (made) => {
        const repeated = Array.from({ length: Math.ceil(4000 / made.length) }, () => made).flat();
        const urls = repeated.map((_, index) => `https://e.com/${index}`);
        assertFinds('markdown', repeated.map((make, index) => make(urls[index] ?? '')).join('\n\n'), urls);
      }),
      { numRuns: 10 },
    );
  });

  const hostile = [
    '[',
    ']',
    '![',
    '[a](',
    '[a](b',
    '[a](<b',
    '[a](b "',
    '[a](b (c',
    '[a][b',
    '](',
    '`',
    '`a``b',
    '<',
    '<a b="',
    "<a b='",
    '<a:',
    '<!--',
    '<?',
    '<!A',
    '*a',
    '**a *',
    '_a ',
    '~~a',
    '&',
    '\\',
    'https://e.com/(',
    '> ',
    '- ',
    '1. ',
    '* > ',
    '|',
    '|-',
    '[a]: b\n',
    '[a]: b "\n',
    '[a\n',
    '<a ',
    '</a',
    '<a>',
    '[x](https://e.com)',
    '# ',
    '```\n',
    '\n- a\n',
    'a|b\n',
    '&amp;',
    '<a href="https://e.com">',
    '![a](https://e.com) ',
    '<div>\n',
    '    a\n',
    '= ',
    '-',
    ' \t',
  ];
  for (const piece of hostile) {
    it(`takes ${JSON.stringify(piece)} repeated in linear time`, { timeout: 30_000 }, () => {
      // In quadratic time this would take many minutes.
      const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
      const { requests } = extract({ text: `${text}\n\nhttps://e.com/last`, languageId: 'markdown' });
      assert.ok(requests.length >= 0);
    });
  }

  it('takes deep blocks on many lines in linear time', { timeout: 30_000 }, () => {
    extract({ text: `${'- '.repeat(20_000)}a\n${'\n'.repeat(100_000)}`, languageId: 'markdown' });
    extract({ text: `a|b\n${' '.repeat(200_000)}x\n- |\n${' '.repeat(200_000)}-`, languageId: 'markdown' });
  });
});
