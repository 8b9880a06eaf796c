import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { offsetBefore, rangeAfter, type TextEdit } from '../../../src/core/edits.ts';

const range = { start: 10, end: 20 };

const cases: [what: string, edit: TextEdit, after: { start: number; end: number }][] = [
  ['text before it moves it', { offset: 3, removed: 1, added: 5 }, { start: 14, end: 24 }],
  ['text at its start moves it', { offset: 10, removed: 0, added: 2 }, { start: 12, end: 22 }],
  ['text at its end leaves it', { offset: 20, removed: 0, added: 2 }, { start: 10, end: 20 }],
  ['text after it leaves it', { offset: 25, removed: 3, added: 0 }, { start: 10, end: 20 }],
  ['text within it becomes part of it', { offset: 15, removed: 0, added: 4 }, { start: 10, end: 24 }],
  ['its removal leaves a place', { offset: 5, removed: 20, added: 0 }, { start: 5, end: 5 }],
  ['its replacement takes its place', { offset: 10, removed: 10, added: 3 }, { start: 10, end: 13 }],
];

describe('a part of a text after an edit', () => {
  for (const [what, edit, after] of cases) {
    it(what, () => assert.deepEqual(rangeAfter([edit], range), after));
  }

  it('holds the same text, where the edits did not touch it', () => {
    const edit = fc.record({
      offset: fc.nat(60),
      removed: fc.nat(5),
      text: fc.string({ maxLength: 5, unit: fc.constantFrom('a', 'b') }),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 8 }), (wanted) => {
        const mark = '<URL>';
        let text = `${'.'.repeat(20)}${mark}${'.'.repeat(20)}`;
        const edits: TextEdit[] = [];
        for (const { offset, removed, text: added } of wanted) {
          const at = text.indexOf(mark);
          const from = Math.min(offset, text.length);
          const to = Math.min(from + removed, text.length);
          if (from < at + mark.length && to > at) continue;
          text = text.slice(0, from) + added + text.slice(to);
          edits.push({ offset: from, removed: to - from, added: added.length });
        }
        const { start, end } = rangeAfter(edits, { start: 20, end: 25 });
        // An insertion at the very start of it goes before it.
        assert.equal(text.slice(start, end), mark);
        assert.equal(offsetBefore(edits, start + 2), 22);
      }),
    );
  });
});

describe('an offset before an edit', () => {
  it('in text that was added is where that was put', () => {
    assert.equal(offsetBefore([{ offset: 5, removed: 0, added: 10 }], 9), 5);
  });
});
