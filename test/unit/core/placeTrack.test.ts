import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { inSteps, type TextEdits } from '../../../src/core/edits.ts';
import { PlaceTrack } from '../../../src/core/placeTrack.ts';
import { Places } from '../../../src/core/places.ts';

/** The places of the URLs in a text, of which each is a row of its own. */
function placesIn(text: string, document = 0): Places {
  const found = [...text.matchAll(/https:\/\/[\w./-]*[\w/]/g)];
  const starts = Uint32Array.from(found, ({ index }) => index);
  return new Places([
    {
      rows: Uint32Array.from(found.keys()),
      starts,
      ends: Uint32Array.from(found, ({ index, 0: url }) => index + url.length),
      lines: new Uint32Array(found.length),
      documents: new Uint32Array(found.length).fill(document),
    },
  ]);
}

/** A document with a track of its URLs. */
class Edited {
  text: string;
  isPlain = true;
  readonly track: PlaceTrack;

  constructor(text: string) {
    this.text = text;
    this.track = PlaceTrack.of(placesIn(text), 0, 7);
    this.track.remember((start, end) => text.slice(start, end));
  }

  /** Replaces parts of the text at once, as VS Code does: from the end to the start. */
  edit(...changes: readonly (readonly [offset: number, removed: number, text: string])[]): this {
    for (const [offset, removed, added] of changes) {
      this.text = this.text.slice(0, offset) + added + this.text.slice(offset + removed);
    }
    this.track.edit(
      changes.map(([offset, removed, { length }]) => ({ offset, removed, added: length })),
      (start, end) => this.text.slice(start, end),
      () => this.isPlain,
    );
    return this;
  }

  /** Row and text of each place. */
  get places(): string[] {
    return Array.from({ length: this.track.length }, (_, nth) => {
      const { start, end, row } = this.track.at(nth);
      return `${row} ${this.text.slice(start, end)}`;
    });
  }
}

const [a, b, c] = ['https://a.com/1', 'https://b.com', 'https://c.com'];
const text = `${a}\n(${b}) x\n${c}\n`;
const all = [`0 ${a}`, `1 ${b}`, `2 ${c}`];
const atB = text.indexOf(b);
const endOfB = atB + b.length;

const cases: [what: string, edit: [number, number, string], left: string[]][] = [
  ['text before all', [0, 0, '# x\n'], all],
  ['text between', [a.length + 1, 0, 'some words '], all],
  ['a line break behind a URL', [a.length, 0, '\n'], all],
  ['a full stop behind a URL', [a.length, 0, '.'], all],
  ['a letter behind a URL', [a.length, 0, 'x'], all.slice(1)],
  ['a slash behind a URL', [a.length, 0, '/'], all.slice(1)],
  ['a letter within a URL', [atB + 3, 0, 'x'], [all[0], all[2]] as string[]],
  ['a letter right before a URL', [atB, 0, 'x'], [all[0], all[2]] as string[]],
  ['a bracket right before a URL', [atB, 0, '['], all],
  ['a bracket taken away behind a URL', [endOfB, 1, ''], all],
  ['the line break taken away that parted a URL from text', [atB - 2, 1, 'y'], [all[1], all[2]] as string[]],
  ['a letter behind the bracket that follows a URL', [endOfB + 1, 0, 'x'], [all[0], all[2]] as string[]],
  ['a word further on in the line', [endOfB + 3, 0, 'more'], all],
  ['all replaced by the same', [0, text.length, text], all],
  ['other line ends', [0, text.length, text.replaceAll('\n', '\r\n')], all],
  [
    'all replaced, with a URL longer and another gone',
    [0, text.length, text.replace(b, `${b}/x`).replace(a, '')],
    [all[2]] as string[],
  ],
  ['much put before and between', [3, text.length - 3, text.slice(3).replace(b, `https://x.com ${b}`)], all],
  ['two URLs removed', [2, endOfB, ''], [all[2]] as string[]],
];

describe('the places of a document', () => {
  for (const [what, edit, left] of cases) {
    it(`follow ${what}`, () => assert.deepEqual(new Edited(text).edit(edit).places, left));
  }

  it('follow many cursors', () => {
    const edited = new Edited(text).edit([text.indexOf(c), 0, '- '], [atB - 1, 0, '- '], [0, 0, '- ']);
    assert.deepEqual(edited.places, all);
    assert.equal(edited.text, `- ${a}\n- (${b}) x\n- ${c}\n`);
  });

  it('are not looked for where their text says not all of them', () => {
    const edited = new Edited(text);
    edited.isPlain = false;
    assert.deepEqual(edited.edit([0, text.length, text]).places, []);
  });

  it('stay where their reader has ended them, whatever is written further on', () => {
    const edited = new Edited(`${a},5,x\n`);
    assert.deepEqual(edited.edit([a.length + 1, 1, '67']).places, [all[0]]);
    assert.deepEqual(edited.edit([a.length, 0, '/more']).places, []);
  });

  it('are found by an offset', () => {
    const { track } = new Edited(text);
    const numbers = [0, a.length, a.length + 1, atB, text.length].map((offset) => track.firstFrom(offset));
    assert.deepEqual(numbers, [0, 0, 1, 1, 3]);
    assert.deepEqual(track.at(1), { start: atB, end: endOfB, row: 1, run: 7 });
  });

  it('of another document are left out, and those that overlap', () => {
    assert.equal(PlaceTrack.of(placesIn(text, 1), 0, 0).length, 0);
    const column = (...numbers: number[]) => Uint32Array.from(numbers);
    const places = new Places([
      {
        rows: column(0, 1, 2),
        starts: column(30, 10, 12),
        ends: column(40, 20, 22),
        lines: column(0, 0, 0),
        documents: column(0, 0, 0),
      },
    ]);
    const track = PlaceTrack.of(places, 0, 0);
    assert.deepEqual([track.at(0).row, track.at(1).row, track.length], [1, 0, 2]);
  });

  it('of a newer run take the place of those that they overlap', () => {
    const newer = PlaceTrack.of(placesIn(text).only([1]), 0, 8);
    const merged = newer.over(new Edited(text).track);
    assert.deepEqual(
      Array.from({ length: merged.length }, (_, nth) => merged.at(nth)).map(({ row, run }) => [row, run]),
      [
        [0, 7],
        [0, 8],
        [2, 7],
      ],
    );
  });

  it('are dropped when another text stands there', () => {
    const { track } = new Edited(text);
    const other = text.replace('b.com', 'B.com');
    track.verify((start, end) => other.slice(start, end));
    assert.deepEqual([track.length, track.at(1).row], [2, 2]);
  });

  it('catch up with what was changed since the text was read', () => {
    const track = PlaceTrack.of(placesIn(text), 0, 0);
    const now = `x\n${text.replace(b, `${b}x`)}`;
    const changes: TextEdits[] = [
      [{ offset: 0, removed: 0, added: 2 }],
      [{ offset: endOfB + 2, removed: 0, added: 1 }],
    ];
    track.catchUp(changes, (start, end) => now.slice(start, end));
    assert.deepEqual(
      Array.from({ length: track.length }, (_, nth) => track.at(nth).row),
      [0, 2],
    );
  });

  it('are never others than a new reading finds, and never have another text', () => {
    const edits = fc.array(fc.tuple(fc.nat(80), fc.nat(6), fc.constantFrom('', 'x', '\n', ' (', '/y.', a)), {
      maxLength: 10,
    });
    fc.assert(
      fc.property(edits, (wanted) => {
        const edited = new Edited(text);
        for (const [offset, removed, added] of wanted) {
          const at = Math.min(offset, edited.text.length);
          edited.edit([at, Math.min(removed, edited.text.length - at), added]);
          for (const place of edited.places) assert.ok(all.includes(place), place);
          const found = placesIn(edited.text);
          const ends = new Map(Array.from(found.columns.starts, (start, nth) => [start, found.at(nth).end]));
          for (let nth = 0; nth < edited.track.length; nth++) {
            const { start, end } = edited.track.at(nth);
            assert.equal(ends.get(start), end, edited.text);
          }
        }
      }),
    );
  });
});

describe('what edits have taken', () => {
  // No second copies of what is there, of which the first takes the place.
  const added = fc.constantFrom('', 'x', '\n', ' (', '/y.', 'https://d.com', 'https://d.com/1 ');
  const edits = fc.array(fc.tuple(fc.nat(80), fc.nat(40), added), { maxLength: 8 });

  it('is back when they are undone', () => {
    fc.assert(
      fc.property(edits, (wanted) => {
        const edited = new Edited(text);
        const undos: [number, number, string][] = [];
        for (const [offset, removed, put] of wanted) {
          const at = Math.min(offset, edited.text.length);
          undos.push([at, put.length, edited.text.slice(at, at + removed)]);
          edited.edit([at, Math.min(removed, edited.text.length - at), put]);
        }
        for (const undo of undos.toReversed()) edited.edit(undo);
        assert.equal(edited.text, text);
        assert.deepEqual(edited.places, all);
      }),
    );
  });

  it('is back when it is written again, elsewhere too', () => {
    const edited = new Edited(text);
    edited.edit([0, a.length + 1, '']);
    assert.deepEqual(edited.places, all.slice(1));
    edited.edit([edited.text.length, 0, `${a}\n`]);
    assert.deepEqual(edited.places, [all[1], all[2], all[0]]);
    // Once, as it stood there once.
    edited.edit([edited.text.length, 0, `${a}\n`]);
    assert.deepEqual(edited.places, [all[1], all[2], all[0]]);
  });

  it('is back when it was dropped for another reason', () => {
    const edited = new Edited(text);
    edited.track.drop(new Set([1]), () => true);
    assert.deepEqual(edited.places, [all[0], all[2]]);
    assert.deepEqual(edited.edit([atB - 1, 1, '[']).places, all);
  });

  it('is not back where its text says not all of it, nor that of runs that are forgotten', () => {
    const edited = new Edited(text);
    edited.isPlain = false;
    assert.deepEqual(edited.edit([atB, 1, 'x']).edit([atB, 1, 'h']).places, [all[0], all[2]]);
    const other = new Edited(text).edit([atB, 1, 'x']);
    other.track.forget(new Set([7]));
    assert.deepEqual(other.edit([atB, 1, 'h']).places, []);
  });

  it('is that of the newest run that had it', () => {
    const edited = new Edited(text);
    const newer = PlaceTrack.of(placesIn(text).only([1]), 0, 8);
    newer.remember((start, end) => text.slice(start, end));
    edited.edit([atB, 1, 'x']);
    const both = newer.over(edited.track);
    const now = (): TextEdits => [{ offset: atB, removed: 1, added: 1 }];
    const broken = text.replace(b, `x${b.slice(1)}`);
    both.edit(
      now(),
      (start, end) => broken.slice(start, end),
      () => true,
    );
    assert.equal(both.length, 2);
    both.edit(
      now(),
      (start, end) => text.slice(start, end),
      () => true,
    );
    assert.deepEqual(both.at(1), { start: atB, end: endOfB, row: 0, run: 8 });
  });
});

describe('changes at once', () => {
  it('are one step where none moves another, and one after the other where they may', () => {
    const [first, second] = [
      { offset: 9, removed: 1, added: 0 },
      { offset: 3, removed: 2, added: 5 },
    ];
    assert.deepEqual(inSteps([first, second]), [[first, second]]);
    assert.deepEqual(inSteps([second, first]), [[second], [first]]);
  });
});
