import type { TextEdits } from './edits.ts';
import { findAgain } from './findAgain.ts';
import { hashText } from './hashText.ts';
import { type LostPlace, LostPlaces, mostLost } from './lostPlaces.ts';
import { PlaceColumns, type TrackPlace } from './placeColumns.ts';
import type { Places } from './places.ts';
import { isUrlCutOff, isUrlPrefixed, longestTail } from './urlBounds.ts';

/** The text of a document between two UTF-16 offsets. */
export type TextAt = (start: number, end: number) => string;

/** Whose a place is. */
export type TrackPlaceOf = Pick<TrackPlace, 'row' | 'run'>;

/** A place that an edit has reached into, and the number of that edit where it has replaced all of it by as much or more. */
interface Gone extends LostPlace {
  edit: number | undefined;
}

/** After more edits at once than these nothing that was lost is looked for. */
const mostEdits = 100;
/** Nor in what is longer than this, in UTF-16 code units. */
const longestEdit = 20_000;

/**
 * Where the URLs of a document stand, in order and without overlaps, while it is edited. In columns, so that an edit of a
 * document with 200,000 of them is one pass over two arrays.
 */
export class PlaceTrack extends PlaceColumns {
  private lost = new LostPlaces();

  static empty(): PlaceTrack {
    return new PlaceTrack(0);
  }

  /** The places of one document as it was read for a run, which has the number `run` in it. Of two that overlap, the first is taken. */
  static of({ columns }: Places, document: number, run: number): PlaceTrack {
    const { starts, ends, rows, documents } = columns;
    const nths = Array.from(documents.keys()).filter((nth) => documents[nth] === document);
    nths.sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0));
    const track = new PlaceTrack(nths.length);
    let free = 0;
    for (const nth of nths) {
      const [start = 0, end = 0, row = 0] = [starts[nth], ends[nth], rows[nth]];
      if (start < free || end <= start) continue;
      track.push(start, end, row, run);
      free = end;
    }
    return track;
  }

  /**
   * Follows what was changed at once; `textNow` is the text after it. A place is dropped whose text, or whose end as a URL, is
   * not what it was. Where `isPlain` says that nothing but its text tells it from others, it is looked for in what has come
   * instead, and is back when an edit brings its text back. Returns where those start that are back.
   */
  edit(edits: TextEdits, textNow: TextAt, isPlain: (place: TrackPlaceOf) => boolean): readonly number[] {
    const ascending = edits.toReversed();
    const gone = this.shift(ascending).filter(isPlain);
    if (this.count > 0) this.lost.add(this.dropTouched(ascending, textNow).filter(isPlain));
    this.insert(this.findAgain(ascending, gone, textNow));
    const back = this.takeBack(ascending, textNow);
    this.insert(back);
    return Array.from({ length: back.length }, (_, nth) => back.at(nth).start);
  }

  /** Drops places by their numbers; an edit can bring them back as it can what it has made another. */
  drop(numbers: ReadonlySet<number>, isPlain: (place: TrackPlaceOf) => boolean): void {
    this.lost.add([...numbers].map((nth) => this.lostAt(nth)).filter(isPlain));
    this.keep((_place, nth) => !numbers.has(nth));
  }

  /** Forgets the places of runs by their numbers. */
  forget(runs: ReadonlySet<number>): void {
    this.keep(({ run }) => !runs.has(run));
    this.lost.keep(({ run }) => !runs.has(run));
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

  /** These places, and those of an earlier track that overlap none of them. */
  over(earlier: PlaceTrack): PlaceTrack {
    const merged = new PlaceTrack(this.count + earlier.count);
    let nth = 0;
    for (let old = 0; old < earlier.count; old++) {
      const { start, end } = earlier.at(old);
      while (nth < this.count && (this.columns.ends[nth] ?? 0) <= start) merged.take(this, nth++);
      if (nth === this.count || (this.columns.starts[nth] ?? 0) >= end) merged.take(earlier, old);
    }
    while (nth < this.count) merged.take(this, nth++);
    merged.lost = earlier.lost.copy();
    return merged;
  }

  /** Moves what stands behind edits, and drops what they reach into. Returns what of it may come back. */
  private shift(ascending: TextEdits): Gone[] {
    const { starts, ends } = this.columns;
    const gone: Gone[] = [];
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
        const isReplaced = isWhole && next.added >= end - start;
        if (isReplaced || gone.length < mostLost) {
          gone.push({ ...this.lostAt(nth), edit: isReplaced ? edit : undefined });
        }
        continue;
      }
      this.copy(nth, to);
      starts[to] = start + moved;
      ends[to] = end + moved;
      to++;
    }
    this.count = to;
    return gone;
  }

  private lostAt(nth: number): LostPlace {
    const { hashes, bounds } = this.columns;
    const { row, run, start, end } = this.at(nth);
    return { row, run, length: end - start, hash: hashes[nth] ?? 0, isBound: bounds[nth] === 1 };
  }

  /** Takes in places that overlap none. */
  private insert(found: PlaceTrack): void {
    if (found.count === 0) return;
    const merged = found.over(this);
    this.become(merged);
  }

  /** What edits have replaced as a whole, where it stands in what has come instead; what is not there is lost. */
  private findAgain(ascending: TextEdits, gone: readonly Gone[], textNow: TextAt): PlaceTrack {
    const track = new PlaceTrack(gone.length);
    const byEdit = Map.groupBy(gone, ({ edit }) => edit);
    const notFound = new Set(gone);
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
        const place = lost[nth] as Gone;
        track.pushLost(place, start - before + at);
        notFound.delete(place);
      }
    }
    this.lost.add([...notFound]);
    return track;
  }

  /** What was lost before and stands around these edits again. */
  private takeBack(ascending: TextEdits, textNow: TextAt): PlaceTrack {
    const { longest } = this.lost;
    const found = new Map<number, LostPlace>();
    const isFree = (start: number, length: number) => {
      const next = this.firstFrom(start + 1);
      return !found.has(start) && (next === this.count || (this.columns.starts[next] ?? 0) >= start + length);
    };
    let moved = 0;
    for (const { offset, removed, added } of ascending) {
      const start = offset + moved;
      moved += added - removed;
      if (longest === 0 || ascending.length > mostEdits || added > longestEdit) continue;
      // A URL that an edit has mended may have begun, and ended, before it.
      const from = Math.max(0, start - longest - longestTail - 1);
      const text = textNow(from, start + added + longest + longestTail + 1);
      const taken = this.lost.takeBack(text, 0, start + added + 1 - from, (at, length) =>
        isFree(from + at, length),
      );
      for (const [place, at] of taken) found.set(from + at, place);
    }
    const track = new PlaceTrack(found.size);
    for (const [start, place] of [...found].sort(([a], [b]) => a - b)) track.pushLost(place, start);
    return track;
  }

  /** Drops places beside edits that are no longer whole URLs: something was put before them, or they go on behind. They are returned. */
  private dropTouched(ascending: TextEdits, textNow: TextAt): LostPlace[] {
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
    const numbers = [...touched].sort((a, b) => a - b);
    const dropped = numbers.map((nth) => this.lostAt(nth));
    this.remove(numbers);
    return dropped;
  }

  private pushLost({ length, row, run, hash, isBound }: LostPlace, start: number): void {
    this.push(start, start + length, row, run, hash, Number(isBound));
  }
}
