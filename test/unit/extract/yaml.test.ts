import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assertFinds, table } from './found.ts';

table('YAML', 'yaml', [
  [
    'reads values by the plain rules',
    'a: https://e.com/a\nb: "https://e.com/b"\nc: \'https://e.com/c\'',
    'https://e.com/a',
    'https://e.com/b',
    'https://e.com/c',
  ],
  [
    'reads lists',
    '- https://e.com/a\n- [https://e.com/b, https://e.com/c,https://e.com/d]\n- {u: https://e.com/e}',
    ...Array.from('abcde', (each) => `https://e.com/${each}`),
  ],
  ['reads keys', 'https://e.com/a: 1\n"https://e.com/b": 2', 'https://e.com/a', 'https://e.com/b'],
  [
    'reads comments',
    '# see https://e.com/a.\nb: c # "https://e.com/b"',
    'https://e.com/a',
    'https://e.com/b',
  ],
  ['keeps a fragment', 'a: https://e.com/a#b', 'https://e.com/a#b'],
  [
    'reads block scalars',
    'a: |\n  See https://e.com/a.\n  curl "https://e.com/b\\n"\nb: >-\n  https://e.com/c',
    'https://e.com/a',
    'https://e.com/b',
    'https://e.com/c',
  ],
  [
    'decodes double quotes',
    'a: "https:\\/\\/e.com\\/caf\\u00e9?b=\\x41"',
    ['https://e.com/café?b=A', 'https:\\/\\/e.com\\/caf\\u00e9?b=\\x41'],
  ],
  [
    'decodes an astral character',
    'a: "\\U0001F389 https://e.com/\\U0001F389."',
    ['https://e.com/🎉', 'https://e.com/\\U0001F389'],
  ],
  ['decodes a folded line', 'a: "https://e.com/\\\n  b"', ['https://e.com/b', 'https://e.com/\\\n  b']],
  ['decodes white space', 'a: "b\\nhttps://e.com/a\\tc"', 'https://e.com/a'],
  ['decodes single quotes', "a: 'it''s https://e.com/it''s'", ["https://e.com/it's", "https://e.com/it''s"]],
  [
    'decodes in lists and flows',
    '- "https:\\/\\/a.com"\n- ["https:\\/\\/b.com",{c: "https:\\/\\/c.com"}]',
    ['https://a.com', 'https:\\/\\/a.com'],
    ['https://b.com', 'https:\\/\\/b.com'],
    ['https://c.com', 'https:\\/\\/c.com'],
  ],
  ['takes an apostrophe in text for none', "a: it's \"x\nb: https://e.com/a\nc: don't", 'https://e.com/a'],
  [
    'takes a quotation mark in a comment for none',
    '# "a\nb: "https:\\/\\/e.com"',
    ['https://e.com', 'https:\\/\\/e.com'],
  ],
  [
    'reads on after a quote that does not end',
    'a: "https://e.com/a\nb: \'https://e.com/b\nc: https://e.com/c',
    'https://e.com/a',
    'https://e.com/b',
    'https://e.com/c',
  ],
]);

table('TOML', 'toml', [
  [
    'reads values',
    'a = "https://e.com/a"\nb = \'https://e.com/b\'\n[c]\nd = ["https://e.com/d", "https://e.com/e"] # https://e.com/f',
    'https://e.com/a',
    'https://e.com/b',
    'https://e.com/d',
    'https://e.com/e',
    'https://e.com/f',
  ],
  ['decodes basic strings', 'a="https://e.com/\\u00e9"', ['https://e.com/é', 'https://e.com/\\u00e9']],
  [
    'decodes strings of several lines',
    'a = """\nsee "https://e.com/\\U0001F389".\\\n  https://e.com/b"""',
    ['https://e.com/🎉', 'https://e.com/\\U0001F389'],
    'https://e.com/b',
  ],
  [
    'reads literal strings',
    "a = '''\nit's \"https://e.com/a\\n\n'''\nb = 'C:\\'\nc = \"https:\\/\\/e.com\"",
    'https://e.com/a',
    ['https://e.com', 'https:\\/\\/e.com'],
  ],
  [
    'reads on after an empty string',
    'a = ""\nb = "https:\\/\\/e.com"',
    ['https://e.com', 'https:\\/\\/e.com'],
  ],
]);

describe('YAML', () => {
  it('finds a URL in any double-quoted string with its range', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.webPath(), (other, path) => {
        const url = `https://e.com${path.replace(/[^a-z\d/]/gi, '')}`;
        const text = `${JSON.stringify(`${other.replaceAll('://', '')}k`)}: ${JSON.stringify(`\t"${url}"`)}\n`;
        assertFinds('yaml', text, [url]);
      }),
      { numRuns: 1000 },
    );
  });
});
