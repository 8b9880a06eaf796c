/** A URL of a document as it stands now: UTF-16 offsets, the row of its run, and the number of that run in the document. */
export interface TrackPlace {
  start: number;
  end: number;
  row: number;
  run: number;
}

/** Of each place where it is, whose it is, and its text's hash; `bounds` is 1 where the word goes on behind the URL. */
const columnNames = ['starts', 'ends', 'rows', 'runs', 'hashes', 'bounds'] as const;
type Column = (typeof columnNames)[number];

/** Places of URLs in order, in columns, with room for so many. */
export class PlaceColumns {
  protected columns: Record<Column, Uint32Array>;
  protected count = 0;

  constructor(room: number) {
    this.columns = makeColumns(room);
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

  /** Keeps the places for which this holds. */
  keep(holds: (place: TrackPlace, nth: number) => boolean): void {
    let to = 0;
    for (let nth = 0; nth < this.count; nth++) if (holds(this.at(nth), nth)) this.copy(nth, to++);
    this.count = to;
  }

  /** Removes places by their numbers, in order: what stands behind one of them moves up as a whole. */
  protected remove(numbers: readonly number[]): void {
    for (const [removed, nth] of numbers.entries()) {
      const end = numbers[removed + 1] ?? this.count;
      for (const name of columnNames) this.columns[name].copyWithin(nth - removed, nth + 1, end);
    }
    this.count -= numbers.length;
  }

  protected push(start: number, end: number, row: number, run: number, hash = 0, bound = 0): void {
    const { starts, ends, rows, runs, hashes, bounds } = this.columns;
    const nth = this.count++;
    [starts[nth], ends[nth], rows[nth], runs[nth]] = [start, end, row, run];
    [hashes[nth], bounds[nth]] = [hash, bound];
  }

  protected take(from: PlaceColumns, nth: number): void {
    const to = this.count++;
    for (const name of columnNames) this.columns[name][to] = from.columns[name][nth] ?? 0;
  }

  protected copy(from: number, to: number): void {
    if (from === to) return;
    for (const name of columnNames) this.columns[name][to] = this.columns[name][from] ?? 0;
  }

  /** Has the places of another, which is no longer used. */
  protected become({ columns, count }: PlaceColumns): void {
    this.columns = columns;
    this.count = count;
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
