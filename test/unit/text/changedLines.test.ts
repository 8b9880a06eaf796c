import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changedLines } from '../../../src/text/changedLines.ts';

const changed = (before: string, after: string) =>
  changedLines(before, after).map(([start, end]) => after.slice(start, end));

describe('changed lines', () => {
  const cases: [string, string, string, string[]][] = [
    ['none where nothing changed', 'a\nb\n', 'a\nb\n', []],
    ['none where only line ends did', 'a\nb\n', 'a\r\nb\r\n', []],
    ['none where only lines went', 'a\nb\nc', 'a\nc', []],
    ['a line that was added', 'a\nc', 'a\nb\nc', ['b']],
    ['a line that was edited', 'a\nb\nc', 'a\nB\nc', ['B']],
    ['a line that was moved', 'a\nb\nc\nd\ne', 'b\nc\nd\ne\na', ['a']],
    ['all lines of a new file', '', 'a\nb', ['a', 'b']],
    ['a line beside others that repeat', 'x\n\ny\n\nz', 'x\n\nnew\n\ny\n\nz', ['new', '']],
    ['one more of a line that repeats', 'a\na\na', 'a\na\na\na', ['a']],
    ['each of several places', 'a\nb\nc\nd', '1\na\nb\n2\nc\nd\n3', ['1', '2', '3']],
    ['a last line without its end', 'a', 'a\nb', ['b']],
  ];
  for (const [name, before, after, expected] of cases) {
    it(name, () => assert.deepEqual(changed(before, after), expected));
  }

  it('have the offsets of a text with carriage returns', () => {
    assert.deepEqual(changedLines('a\nc', 'a\r\nbb\r\nc'), [[3, 5]]);
  });

  it('of a hundred thousand lines take no time', () => {
    const lines = Array.from({ length: 100_000 }, (_, nth) => `line ${nth % 70_000}`);
    const after = lines.toSpliced(50_000, 1, 'new').toReversed();
    assert.ok(changedLines(lines.join('\n'), after.join('\n')).length > 0);
  });
});
