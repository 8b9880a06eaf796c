import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assertFinds, table } from './found.ts';

table('JSON', 'json', [
  ['takes a value verbatim', '{"a": "https://e.com/x."}', 'https://e.com/x.'],
  [
    'takes brackets and quotes in a value verbatim',
    '["https://e.com/(a", "https://e.com/it\'s\'"]',
    'https://e.com/(a',
    "https://e.com/it's'",
  ],
  ['takes keys', '{"https://e.com/k": 1}', 'https://e.com/k'],
  ['decodes escaped slashes', '["https:\\/\\/e.com\\/x"]', ['https://e.com/x', 'https:\\/\\/e.com\\/x']],
  [
    'decodes code points',
    '["https://e.com/\\u00e9?a=1\\u0026b=2"]',
    ['https://e.com/é?a=1&b=2', 'https://e.com/\\u00e9?a=1\\u0026b=2'],
  ],
  [
    'decodes an astral character',
    '["\\ud83c\\udf89 https://e.com/\\ud83c\\udf89!"]',
    ['https://e.com/🎉', 'https://e.com/\\ud83c\\udf89'],
  ],
  [
    'keeps an escaped quote in a value that is one URL',
    '["https://e.com/?q=\\"x\\""]',
    ['https://e.com/?q="x"', 'https://e.com/?q=\\"x\\"'],
  ],
  [
    'takes several joined by commas',
    '["https://a.com/x,https://b.com/y,z"]',
    'https://a.com/x',
    'https://b.com/y,z',
  ],
  [
    'reads prose by the plain rules',
    '["See https://e.com/a. And (https://e.com/b)\\nhttps://e.com/c"]',
    'https://e.com/a',
    'https://e.com/b',
    'https://e.com/c',
  ],
  ['maps a range after escapes back', '["\\t\\"x\\" https://e.com/a\\" y"]', 'https://e.com/a'],
  ['ignores white space around a URL', '[" https://e.com/a. "]', 'https://e.com/a.'],
  ['takes values after astral characters', '["🎉", "https://e.com/🎉"]', 'https://e.com/🎉'],
  ['reads a string that does not end', '{"a": "https://e.com/a', 'https://e.com/a'],
  [
    'reads a string that does not end on its line',
    '{"a": "https://e.com/a\n"b": "https://e.com/b"}',
    'https://e.com/a',
    'https://e.com/b',
  ],
  [
    'reads what is left of malformed JSON',
    '}{ ] "https://e.com/a" : : \\ "https://e.com/b',
    'https://e.com/a',
    'https://e.com/b',
  ],
  [
    'reads single quotes by the plain rules',
    '{url: \'https://e.com/a\', "b": "https://e.com/b"}',
    'https://e.com/a',
    'https://e.com/b',
  ],
]);

table('JSON with comments and JSON lines', 'jsonc', [
  [
    'reads comments by the plain rules',
    '// see https://e.com/a.\n{"b": "https://e.com/b." /* https://e.com/c, */}',
    'https://e.com/a',
    'https://e.com/b.',
    'https://e.com/c',
  ],
  [
    'reads lines',
    '{"u":"https://e.com/a"}\r\n{"u":"https://e.com/b"}\r\n',
    'https://e.com/a',
    'https://e.com/b',
  ],
]);

table('JSON5', 'json5', [
  [
    'knows strings in apostrophes',
    `{a: 'https://a.com/x.', // it's https://b.com\n 'b': 'x // "https://c.com/y"', c: ['it\\'s https://d.com'], d: "https://e.com/'"}`,
    'https://a.com/x.',
    'https://b.com',
    'https://c.com/y',
    'https://d.com',
    "https://e.com/'",
  ],
  [
    'takes an apostrophe elsewhere for one',
    `it's: 'https://a.com\n"https://b.com/x."`,
    'https://a.com',
    'https://b.com/x.',
  ],
]);

table('notebooks', 'json', [
  [
    'read their lines as prose',
    '{"source": ["See:\\n", "https://a.com/x.\\n", "https://b.com/x."]}',
    'https://a.com/x',
    'https://b.com/x.',
  ],
]);

table('what is no place', 'json', [
  [
    'is a pattern or a placeholder for a host',
    '["https://*.e.com/*", "https://<host>/x", "http://:80/x", "https://{{host}}/x", "https://${HOST}:80", "https://{a}.e.com"]',
    'https://{a}.e.com',
  ],
]);

describe('JSON', () => {
  it('finds a URL in any string with its range', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (key, path) => {
        const url = `https://e.com/?q=${encodeURIComponent(path.replace(/\p{Cs}/gu, ''))}`;
        const text = JSON.stringify({ [`${key.replaceAll('://', '')}k`]: [key.replaceAll('://', ''), url] });
        assertFinds('json', text, [url]);
      }),
    );
  });
});
