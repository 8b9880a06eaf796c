import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { GFM, parser } from '@lezer/markdown';
import { markdownHeader, markdownResult } from '../../../src/export/markdown.ts';
import { exported } from './exported.ts';

const markdown = parser.configure(GFM);

/** Names of the nodes of a document, each once. */
function nodesOf(text: string): Set<string> {
  const names = new Set<string>();
  markdown.parse(text).iterate({ enter: ({ name }) => void names.add(name) });
  return names;
}

/** Cells of the table's rows below its head. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  markdown.parse(text).iterate({
    enter: ({ name, from, to }) => {
      if (name === 'TableRow') rows.push([]);
      if (name === 'TableCell') rows.at(-1)?.push(text.slice(from, to));
    },
  });
  return rows;
}

describe('a table in Markdown', () => {
  it('has a row for each result', () => {
    const moved = exported({ hops: 1, url: 'https://e.com/b', title: 'Title' }).result;
    const failed = exported({ index: 1, outcome: 'failed', failure: { kind: 'dns', message: 'No *host*' } });
    const { status: _, ...result } = failed.result;
    assert.equal(
      markdownHeader() + markdownResult(moved) + markdownResult(result),
      `| # | Status | Time | Size | Type | URL | Note |
| ---: | --- | ---: | ---: | --- | --- | --- |
| 1 | 200 | 16 ms | 12 B | text/plain | <https://e.com/a?b=c> | → <https://e.com/b> · Title |
| 2 | dns | 16 ms |  | text/plain | <https://e.com/a?b=c> | No \\*host\\* |
`,
    );
  });

  it('ends in a column for each field', () => {
    const table = markdownHeader(['a|b']) + markdownResult(exported().result, ['<5>|']);
    assert.equal(cellsOf(table)[0]?.at(-1), '\\<5\\>\\|');
    assert.match(table, /\| Note \| a\\\|b \|\n/);
  });

  it('links URLs of HTTP only, and to themselves only', () => {
    const url = (text: string) => markdownResult(exported({ request: { url: text } }).result).split(' | ')[5];
    assert.equal(url('https://e.com/a|b`c>d e'), '<https://e.com/a%7Cb%60c%3Ed%20e>');
    assert.equal(url('javascript:alert(1)'), 'javascript:alert(1)');
    assert.equal(url('[a](b)'), String.raw`\[a\](b)`);
  });

  it('holds nothing but cells and links, whatever stands in it', () => {
    const hostile = fc.string({
      unit: fc.constantFrom(
        ...'|`*_~[]()<>!\\\n\r&;#:/$^=+-.w@'.split(''),
        'https://',
        'www.',
        'a',
        '&lt;',
        'ü',
        '\u2028',
      ),
    });
    const allowed = new Set([
      'Document',
      'Table',
      'TableHeader',
      'TableDelimiter',
      'TableRow',
      'TableCell',
      'Escape',
      'Autolink',
      'LinkMark',
      'URL',
    ]);
    fc.assert(
      fc.property(hostile, (text) => {
        const { result } = exported({ title: `a${text}`, request: { url: `https://e.com/${text}` } });
        const table = markdownHeader() + markdownResult(result).repeat(2);
        assert.deepEqual(
          [...nodesOf(table)].filter((name) => !allowed.has(name)),
          [],
        );
        assert.deepEqual(
          cellsOf(table).map((cells) => cells.length),
          [7, 7],
        );
      }),
    );
  });
});
