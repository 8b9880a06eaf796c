import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { piecesOf, piecesOfLines } from '../../../src/host/textPieces.ts';

const mebi = 1024 * 1024;

function piecesOfText(text: string): string[] {
  const lines = text.split('\n');
  return [
    ...piecesOfLines({
      lineCount: lines.length,
      lines: (first, end) => lines.slice(first, end).join('\n') + (end < lines.length ? '\n' : ''),
    }),
  ];
}

const texts: [name: string, text: string][] = [
  ['nothing', ''],
  ['one short line', 'https://e.com/'],
  ['one line of 3 MiB', 'x'.repeat(3 * mebi)],
  ['many short lines', 'https://e.com/page\n'.repeat(300_000)],
  ['short lines, then long ones', `${'a\n'.repeat(50_000)}${`${'b'.repeat(200_000)}\n`.repeat(30)}`],
  ['an emoji on each border', '😀'.repeat(mebi)],
];

describe('a text in pieces', () => {
  for (const [name, text] of texts) {
    it(`is the same text: ${name}`, () => {
      const pieces = piecesOfText(text);
      assert.ok(pieces.join('') === text);
      assert.ok(pieces.every((piece) => piece.length <= mebi));
      assert.ok([...piecesOf(text)].join('') === text);
    });
  }

  it('takes few pieces for many lines', () => {
    const text = 'https://e.com/page\n'.repeat(300_000);
    assert.ok(piecesOfText(text).length < 20);
  });

  it('takes a piece only when it is asked for', () => {
    let asked = 0;
    const pieces = piecesOfLines({ lineCount: 1e6, lines: () => (asked++, 'x'.repeat(2 * mebi)) });
    pieces.next();
    assert.equal(asked, 1);
  });
});
