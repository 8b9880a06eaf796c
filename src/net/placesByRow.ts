import type { PlaceColumns } from '../core/textProtocol.ts';

/** The places of requests, found by their row: they come in the order of the document, in which a row may stand often. */
export class PlacesByRow {
  private readonly places: PlaceColumns;
  /** Where the places of each row begin in `order`. */
  private readonly begins: Uint32Array;
  /** Numbers of places, those of a row beside each other and in document order. */
  private readonly order: Uint32Array;

  /** `count` is the number of rows. */
  constructor(places: PlaceColumns, count: number) {
    this.places = places;
    const { rows } = places;
    this.begins = new Uint32Array(count + 1);
    for (const row of rows) this.begins[row + 1] = (this.begins[row + 1] ?? 0) + 1;
    for (let row = 0; row < count; row++)
      this.begins[row + 1] = (this.begins[row + 1] ?? 0) + (this.begins[row] ?? 0);
    this.order = new Uint32Array(rows.length);
    const next = this.begins.slice();
    rows.forEach((row, nth) => {
      const at = next[row] ?? 0;
      this.order[at] = nth;
      next[row] = at + 1;
    });
  }

  /** A row's places as JSON, `[[start,end,line],…]`; empty where it has none. */
  json(row: number): string {
    const { starts, ends, lines } = this.places;
    let list = '';
    for (let at = this.begins[row] ?? 0; at < (this.begins[row + 1] ?? 0); at++) {
      const nth = this.order[at] ?? 0;
      list += `${list && ','}[${starts[nth]},${ends[nth]},${lines[nth]}]`;
    }
    return list && `[${list}]`;
  }
}
