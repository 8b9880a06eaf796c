import { type Case, table } from './found.ts';

// The examples of the CommonMark specification, version 0.31.2, that hold links, with absolute URLs in place of relative ones. Facts of
// its text, which is CC BY-SA 4.0. A reference definition counts whether or not something refers to it.
function examples(
  rows: readonly (readonly [text: string, ...urls: (string | [string, string])[]])[],
): Case[] {
  return rows.map(([text, ...urls]) => [`reads ${JSON.stringify(text)}`, text, ...urls]);
}

table(
  'CommonMark: entity and numeric character references',
  'markdown',
  examples([
    [
      '[foo](https://e.com/f&ouml;&ouml; "f&ouml;&ouml;")',
      ['https://e.com/föö', 'https://e.com/f&ouml;&ouml;'],
    ],
    [
      '[foo]\n\n[foo]: https://e.com/f&ouml;&ouml; "f&ouml;&ouml;"',
      ['https://e.com/föö', 'https://e.com/f&ouml;&ouml;'],
    ],
  ]),
);

table(
  'CommonMark: link reference definitions',
  'markdown',
  examples([
    ['[foo]: https://e.com/url "title"\n\n[foo]', 'https://e.com/url'],
    ["   [foo]: \n      https://e.com/url  \n           'the title'  \n\n[foo]", 'https://e.com/url'],
    ["[foo]: https://e.com/url '\ntitle\nline1\nline2\n'\n\n[foo]", 'https://e.com/url'],
    ["[foo]: https://e.com/url 'title\n\nwith blank line'\n\n[foo]", 'https://e.com/url'],
    ['[foo]:\nhttps://e.com/url\n\n[foo]', 'https://e.com/url'],
    [
      '[foo]: https://e.com/url\\bar\\*baz "foo\\"bar\\baz"\n\n[foo]',
      ['https://e.com/url\\bar*baz', 'https://e.com/url\\bar\\*baz'],
    ],
    ['[FOO]: https://e.com/url\n\n[Foo]', 'https://e.com/url'],
    ['[foo]: https://e.com/url', 'https://e.com/url'],
    ['[\nfoo\n]: https://e.com/url\nbar', 'https://e.com/url'],
    ['[foo]: https://e.com/url "title" ok', 'https://e.com/url'],
    ['[foo]: https://e.com/url\n"title" ok', 'https://e.com/url'],
    ['    [foo]: https://e.com/url "title"\n\n[foo]'],
    ['```\n[foo]: https://e.com/url\n```\n\n[foo]'],
  ]),
);

table(
  'CommonMark: links',
  'markdown',
  examples([
    ['[link](https://e.com/uri "title")', 'https://e.com/uri'],
    ['[link](https://e.com/uri)', 'https://e.com/uri'],
    ['[link](https://e.com/my uri)', 'https://e.com/my'],
    [
      '[link](#fragment)\n\n[link](https://example.com#fragment)\n\n[link](https://example.com?foo=3#frag)',
      'https://example.com#fragment',
      'https://example.com?foo=3#frag',
    ],
    [
      '[link](https://e.com/url "title")\n[link](https://e.com/url \'title\')\n[link](https://e.com/url (title))',
      'https://e.com/url',
      'https://e.com/url',
      'https://e.com/url',
    ],
    ['[link](https://e.com/url "title \\"&quot;")', 'https://e.com/url'],
    ['[link](https://e.com/url "title")', 'https://e.com/url "title"'],
    ['[link](https://e.com/url "title "and" title")', 'https://e.com/url'],
    ['[link](https://e.com/url \'title "and" title\')', 'https://e.com/url'],
    ['[link](   https://e.com/uri\n  "title"  )', 'https://e.com/uri'],
    ['[link] (https://e.com/uri)', 'https://e.com/uri'],
    ['[link [foo [bar]]](https://e.com/uri)', 'https://e.com/uri'],
    ['[link] bar](https://e.com/uri)', 'https://e.com/uri'],
    ['[link [bar](https://e.com/uri)', 'https://e.com/uri'],
    ['[link \\[bar](https://e.com/uri)', 'https://e.com/uri'],
    ['[link *foo **bar** `#`*](https://e.com/uri)', 'https://e.com/uri'],
    ['[![moon](moon.jpg)](https://e.com/uri)', 'https://e.com/uri'],
    ['[foo [bar](https://e.com/uri)](https://e.com/uri)', 'https://e.com/uri', 'https://e.com/uri'],
    [
      '[foo *[bar [baz](https://e.com/uri)](https://e.com/uri)*](https://e.com/uri)',
      'https://e.com/uri',
      'https://e.com/uri',
      'https://e.com/uri',
    ],
    ['*[foo*](https://e.com/uri)', 'https://e.com/uri'],
    ['[foo`](https://e.com/uri)`'],
    ['[foo<https://example.com/?search=](uri)>', 'https://example.com/?search=](uri)'],
    ['[foo][bar]\n\n[bar]: https://e.com/url "title"', 'https://e.com/url'],
    ['[link [foo [bar]]][ref]\n\n[ref]: https://e.com/uri', 'https://e.com/uri'],
    ['[link \\[bar][ref]\n\n[ref]: https://e.com/uri', 'https://e.com/uri'],
    ['[link *foo **bar** `#`*][ref]\n\n[ref]: https://e.com/uri', 'https://e.com/uri'],
    ['[![moon](moon.jpg)][ref]\n\n[ref]: https://e.com/uri', 'https://e.com/uri'],
    [
      '[foo [bar](https://e.com/uri)][ref]\n\n[ref]: https://e.com/uri',
      'https://e.com/uri',
      'https://e.com/uri',
    ],
    ['[foo *bar [baz][ref]*][ref]\n\n[ref]: https://e.com/uri', 'https://e.com/uri'],
    ['*[foo*][ref]\n\n[ref]: https://e.com/uri', 'https://e.com/uri'],
    ['[foo *bar][ref]*\n\n[ref]: https://e.com/uri', 'https://e.com/uri'],
    ['[foo <bar attr="][ref]">\n\n[ref]: https://e.com/uri', 'https://e.com/uri'],
    ['[foo`][ref]`\n\n[ref]: https://e.com/uri', 'https://e.com/uri'],
    [
      '[foo<https://example.com/?search=][ref]>\n\n[ref]: https://e.com/uri',
      'https://example.com/?search=][ref]',
      'https://e.com/uri',
    ],
    ['[foo][BaR]\n\n[bar]: https://e.com/url "title"', 'https://e.com/url'],
    ['[ẞ]\n\n[SS]: https://e.com/url', 'https://e.com/url'],
    ['[Foo\n  bar]: https://e.com/url\n\n[Baz][Foo bar]', 'https://e.com/url'],
    ['[foo] [bar]\n\n[bar]: https://e.com/url "title"', 'https://e.com/url'],
    ['[foo]\n[bar]\n\n[bar]: https://e.com/url "title"', 'https://e.com/url'],
    [
      '[foo]: https://e.com/url1\n\n[foo]: https://e.com/url2\n\n[bar][foo]',
      'https://e.com/url1',
      'https://e.com/url2',
    ],
    ['[bar][foo\\!]\n\n[foo!]: https://e.com/url', 'https://e.com/url'],
    ['[foo][ref[]\n\n[ref[]: https://e.com/uri', 'https://e.com/uri'],
    ['[foo][ref[bar]]\n\n[ref[bar]]: https://e.com/uri', 'https://e.com/uri'],
    ['[[[foo]]]\n\n[[[foo]]]: https://e.com/url', 'https://e.com/url'],
    ['[foo][ref\\[]\n\n[ref\\[]: https://e.com/uri', 'https://e.com/uri'],
    ['[bar\\\\]: https://e.com/uri\n\n[bar\\\\]', 'https://e.com/uri'],
    ['[]\n\n[]: https://e.com/uri', 'https://e.com/uri'],
    ['[\n ]\n\n[\n ]: https://e.com/uri', 'https://e.com/uri'],
    ['[foo][]\n\n[foo]: https://e.com/url "title"', 'https://e.com/url'],
    ['[*foo* bar][]\n\n[*foo* bar]: https://e.com/url "title"', 'https://e.com/url'],
    ['[Foo][]\n\n[foo]: https://e.com/url "title"', 'https://e.com/url'],
    ['[foo] \n[]\n\n[foo]: https://e.com/url "title"', 'https://e.com/url'],
    ['[foo]\n\n[foo]: https://e.com/url "title"', 'https://e.com/url'],
    ['[*foo* bar]\n\n[*foo* bar]: https://e.com/url "title"', 'https://e.com/url'],
    ['[[*foo* bar]]\n\n[*foo* bar]: https://e.com/url "title"', 'https://e.com/url'],
    ['[[bar [foo]\n\n[foo]: https://e.com/url', 'https://e.com/url'],
    ['[Foo]\n\n[foo]: https://e.com/url "title"', 'https://e.com/url'],
    ['[foo] bar\n\n[foo]: https://e.com/url', 'https://e.com/url'],
    ['\\[foo]\n\n[foo]: https://e.com/url "title"', 'https://e.com/url'],
    ['[foo*]: https://e.com/url\n\n*[foo*]', 'https://e.com/url'],
    [
      '[foo][bar]\n\n[foo]: https://e.com/url1\n[bar]: https://e.com/url2',
      'https://e.com/url1',
      'https://e.com/url2',
    ],
    ['[foo][]\n\n[foo]: https://e.com/url1', 'https://e.com/url1'],
    ['[foo]()\n\n[foo]: https://e.com/url1', 'https://e.com/url1'],
    ['[foo](not a link)\n\n[foo]: https://e.com/url1', 'https://e.com/url1'],
    ['[foo][bar][baz]\n\n[baz]: https://e.com/url', 'https://e.com/url'],
    [
      '[foo][bar][baz]\n\n[baz]: https://e.com/url1\n[bar]: https://e.com/url2',
      'https://e.com/url1',
      'https://e.com/url2',
    ],
    [
      '[foo][bar][baz]\n\n[baz]: https://e.com/url1\n[foo]: https://e.com/url2',
      'https://e.com/url1',
      'https://e.com/url2',
    ],
  ]),
);

table(
  'CommonMark: images',
  'markdown',
  examples([
    ['![foo](https://e.com/url "title")', 'https://e.com/url'],
    ['![foo ![bar](https://e.com/url)](https://e.com/url2)', 'https://e.com/url', 'https://e.com/url2'],
    ['![foo [bar](https://e.com/url)](https://e.com/url2)', 'https://e.com/url', 'https://e.com/url2'],
    ['![](https://e.com/url)', 'https://e.com/url'],
    ['![foo][bar]\n\n[bar]: https://e.com/url', 'https://e.com/url'],
    ['![foo][bar]\n\n[BAR]: https://e.com/url', 'https://e.com/url'],
    ['![foo][]\n\n[foo]: https://e.com/url "title"', 'https://e.com/url'],
    ['![*foo* bar][]\n\n[*foo* bar]: https://e.com/url "title"', 'https://e.com/url'],
    ['![Foo][]\n\n[foo]: https://e.com/url "title"', 'https://e.com/url'],
    ['![foo] \n[]\n\n[foo]: https://e.com/url "title"', 'https://e.com/url'],
    ['![foo]\n\n[foo]: https://e.com/url "title"', 'https://e.com/url'],
    ['![*foo* bar]\n\n[*foo* bar]: https://e.com/url "title"', 'https://e.com/url'],
    ['![[foo]]\n\n[[foo]]: https://e.com/url "title"', 'https://e.com/url'],
    ['![Foo]\n\n[foo]: https://e.com/url "title"', 'https://e.com/url'],
    ['!\\[foo]\n\n[foo]: https://e.com/url "title"', 'https://e.com/url'],
    ['\\![foo]\n\n[foo]: https://e.com/url "title"', 'https://e.com/url'],
  ]),
);

table(
  'CommonMark: autolinks',
  'markdown',
  examples([
    ['<http://foo.bar.baz>', 'http://foo.bar.baz'],
    ['<https://foo.bar.baz/test?q=hello&id=22&boolean>', 'https://foo.bar.baz/test?q=hello&id=22&boolean'],
    ['<https://../>'],
    ['<https://foo.bar/baz bim>', 'https://foo.bar/baz'],
    ['<https://example.com/\\[\\>', 'https://example.com/\\[\\'],
    ['< https://foo.bar >', 'https://foo.bar'],
    ['https://example.com', 'https://example.com'],
  ]),
);
