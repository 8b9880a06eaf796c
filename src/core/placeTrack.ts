import type { TextEdits } from './edits.ts';
import { findAgain, type LostUrl } from './findAgain.ts';
import { hashText } from './hashText.ts';
import type { Places } from './places.ts';
import { isUrlCutOff, isUrlPrefixed, longestTail } from './urlBounds.ts';

/** The text of a document between two UTF-16 offsets. */
export type TextAt = (start: number, end: number) => string;

/** A URL of a document as it stands now: UTF-16 offsets, the row of its run, and the number of that run in the document. */
export interface TrackPlace {
  start: number;
  end: number;
  row: number;
  run: number;
}

/** A place that an edit has replaced as a whole, and the number of that edit. */
interface Swallowed extends TrackPlace, LostUrl {
  edit: number;
}

/** Of each place where it is, whose it is, and its text's hash; `bounds` is 1 where the word goes on behind the URL. */
const columnNames = ['starts', 'ends', 'rows', 'runs', 'hashes', 'bounds'] as const;
type Column = (typeof columnNames)[number];

/**
 * Where the URLs of a document stand, in order and without overlaps, while it is edited. In columns, so that an edit of a
 * document with 200,000 of them is one pass over two arrays.
 */
export class PlaceTrack {
  private columns: Record<Column, Uint32Array>;
  private count: number;

  private constructor(columns: Record<Column, Uint32Array>, count: number) {
    this.columns = columns;
    this.count = count;
  }

  static empty(): PlaceTrack {
    return new PlaceTrack(makeColumns(0), 0);
  }

  /** The places of one document as it was read for a run, which has the number `run` in it. Of two that overlap, the first is taken. */
  static of({ columns }: Places, document: number, run: number): PlaceTrack {
    const { starts, ends, rows, documents } = columns;
    const nths = Array.from(documents.keys()).filter((nth) => documents[nth] === document);
    nths.sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0));
    const track = new PlaceTrack(makeColumns(nths.length), 0);
    let free = 0;
    for (const nth of nths) {
      const [start = 0, end = 0, row = 0] = [starts[nth], ends[nth], rows[nth]];
      if (start < free || end <= start) continue;
      track.push(start, end, row, run);
      free = end;
    }
    return track;
  }

  get length(): number {
    return this.count;
  }

  /** The `nth` place, from 0; `nth` is below `length`. */
  at(nth: number): TrackPlace {
    const { starts, ends, rows, runs } = this.columns;
    return { start: starts[nth] ?? 0, end: ends[nth] ?? 0, row: rows[nth] ?? 0, run: runs[nth] ?? 0 };
  }

  /** The number of the first place that ends at an offset or after it; `length` where there is none. */
  firstFrom(offset: number): number {
    const { ends } = this.columns;
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Follows what was changed at once; `textNow` is the text after it. A place is dropped whose text, or whose end as a URL, is
   * not what it was. What is replaced as a whole is looked for in what has come instead, where `isPlain` says that nothing but
   * its text tells it from others.
   */
  edit(edits: TextEdits, textNow: TextAt, isPlain: (place: TrackPlace) => boolean): void {
    const ascending = edits.toReversed();
    const swallowed = this.shift(ascending);
    if (this.count > 0) this.dropTouched(ascending, textNow);
    const found = this.findAgain(ascending, swallowed.filter(isPlain), textNow);
    if (found.count === 0) return;
    const merged = found.over(this);
    this.columns = merged.columns;
    this.count = merged.count;
  }

  /** Follows what was changed since it was read, of which only the text at the end of it all is known. */
  catchUp(changes: readonly TextEdits[], textNow: TextAt): void {
    if (changes.length === 0) return;
    for (const edits of changes) this.shift(edits.toReversed());
    this.keep(({ start, end }) => !isUrlPrefixed(textNow, start) && !isUrlCutOff(textNow, end, end));
  }

  /** Remembers the text at each place, and what it is followed by. */
  remember(textNow: TextAt): void {
    const { starts, ends, hashes, bounds } = this.columns;
    for (let nth = 0; nth < this.count; nth++) {
      const end = ends[nth] ?? 0;
      hashes[nth] = hashText(textNow(starts[nth] ?? 0, end));
      // Its reader has ended it although the word goes on: a comma between cells, say.
      bounds[nth] = Number(isUrlCutOff(textNow, end, end));
    }
  }

  /** Drops the places at which another text stands than the one that was remembered. */
  verify(textNow: TextAt): void {
    const { hashes } = this.columns;
    this.keep(({ start, end }, nth) => hashText(textNow(start, end)) === hashes[nth]);
  }

  /** Keeps the places for which this holds. */
  keep(holds: (place: TrackPlace, nth: number) => boolean): void {
    let to = 0;
    for (let nth = 0; nth < this.count; nth++) if (holds(this.at(nth), nth)) this.copy(nth, to++);
    this.count = to;
  }

  /** These places, and those of an earlier track that overlap none of them. */
  over(earlier: PlaceTrack): PlaceTrack {
    const merged = new PlaceTrack(makeColumns(this.count + earlier.count), 0);
    let nth = 0;
    for (let old = 0; old < earlier.count; old++) {
      const { start, end } = earlier.at(old);
      while (nth < this.count && (this.columns.ends[nth] ?? 0) <= start) merged.take(this, nth++);
      if (nth === this.count || (this.columns.starts[nth] ?? 0) >= end) merged.take(earlier, old);
    }
    while (nth < this.count) merged.take(this, nth++);
    return merged;
  }

  /** Moves what stands behind edits, and drops what they reach into. Returns what they have replaced as a whole. */
  private shift(ascending: TextEdits): Swallowed[] {
    const { starts, ends } = this.columns;
    const swallowed: Swallowed[] = [];
    let edit = 0;
    let moved = 0;
    let to = this.firstFrom(ascending[0]?.offset ?? 0);
    for (let nth = to; nth < this.count; nth++) {
      const start = starts[nth] ?? 0;
      const end = ends[nth] ?? 0;
      let next = ascending[edit];
      while (next && next.offset + next.removed <= start) {
        moved += next.added - next.removed;
        next = ascending[++edit];
      }
      if (next && next.offset < end) {
        const isWhole = next.offset <= start && end <= next.offset + next.removed;
        if (isWhole && next.added >= end - start) swallowed.push({ ...this.lost(nth), edit });
        continue;
      }
      this.copy(nth, to);
      starts[to] = start + moved;
      ends[to] = end + moved;
      to++;
    }
    this.count = to;
    return swallowed;
  }

  private lost(nth: number): Omit<Swallowed, 'edit'> {
    const { hashes, bounds } = this.columns;
    const place = this.at(nth);
    const length = place.end - place.start;
    return { ...place, length, hash: hashes[nth] ?? 0, isBound: bounds[nth] === 1 };
  }

  /** What edits have replaced as a whole, where it stands in what has come instead. */
  private findAgain(ascending: TextEdits, swallowed: readonly Swallowed[], textNow: TextAt): PlaceTrack {
    const track = new PlaceTrack(makeColumns(swallowed.length), 0);
    const byEdit = Map.groupBy(swallowed, ({ edit }) => edit);
    let moved = 0;
    for (const [edit, { offset, removed, added }] of ascending.entries()) {
      const start = offset + moved;
      moved += added - removed;
      const lost = byEdit.get(edit);
      if (!lost) continue;
      // What stands around it says whether the first and the last are whole.
      const before = Math.min(1, start);
      const text = textNow(start - before, start + added + longestTail + 1);
      for (const [nth, at] of findAgain(lost, text, before, before + added)) {
        const { length, row, run, hash, isBound } = lost[nth] as Swallowed;
        const from = start - before + at;
        track.push(from, from + length, row, run, hash, Number(isBound));
      }
    }
    return track;
  }

  /** Drops places beside edits that are no longer whole URLs: something was put before them, or they go on behind. */
  private dropTouched(ascending: TextEdits, textNow: TextAt): void {
    const { starts, ends, bounds } = this.columns;
    const touched = new Set<number>();
    let moved = 0;
    for (const { offset, removed, added } of ascending) {
      const start = offset + moved;
      const end = start + added;
      moved += added - removed;
      const after = this.firstFrom(end + 1);
      if (after < this.count && starts[after] === end && isUrlPrefixed(textNow, end)) touched.add(after);
      const before = this.firstFrom(start + 1) - 1;
      if (before < 0) continue;
      const urlEnd = ends[before] ?? 0;
      if (bounds[before] && urlEnd < start) continue;
      if (isUrlCutOff(textNow, urlEnd, start)) touched.add(before);
    }
    this.remove([...touched].sort((a, b) => a - b));
  }

  /** Removes places by their numbers, in order: what stands behind one of them moves up as a whole. */
  private remove(numbers: readonly number[]): void {
    for (const [removed, nth] of numbers.entries()) {
      const end = numbers[removed + 1] ?? this.count;
      for (const name of columnNames) this.columns[name].copyWithin(nth - removed, nth + 1, end);
    }
    this.count -= numbers.length;
  }

  private push(start: number, end: number, row: number, run: number, hash = 0, bound = 0): void {
    const { starts, ends, rows, runs, hashes, bounds } = this.columns;
    const nth = this.count++;
    [starts[nth], ends[nth], rows[nth], runs[nth]] = [start, end, row, run];
    [hashes[nth], bounds[nth]] = [hash, bound];
  }

  private take(from: PlaceTrack, nth: number): void {
    const to = this.count++;
    for (const name of columnNames) this.columns[name][to] = from.columns[name][nth] ?? 0;
  }

  private copy(from: number, to: number): void {
    if (from === to) return;
    for (const name of columnNames) this.columns[name][to] = this.columns[name][from] ?? 0;
  }
}

function makeColumns(length: number): Record<Column, Uint32Array> {
  const column = () => new Uint32Array(length);
  return {
    starts: column(),
    ends: column(),
    rows: column(),
    runs: column(),
    hashes: column(),
    bounds: column(),
  };
}
