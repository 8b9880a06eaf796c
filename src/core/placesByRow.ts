import type { PlaceColumns } from './textProtocol.ts';

/** The places of requests, found by their row: they come in the order of the documents, in which a row may stand often. */
export class PlacesByRow {
  private readonly places: PlaceColumns;
  /** Where the places of each row begin in `order`. */
  private readonly begins: Uint32Array;
  /** Numbers of places, those of a row beside each other and in the order of the documents. */
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
    for (let nth = 0; nth < rows.length; nth++) {
      const row = rows[nth] ?? 0;
      const at = next[row] ?? 0;
      this.order[at] = nth;
      next[row] = at + 1;
    }
  }

  /** The numbers of a row's places. */
  of(row: number): Uint32Array {
    return this.order.subarray(this.begins[row] ?? 0, this.begins[row + 1] ?? 0);
  }

  /** A row's places as JSON, `[[start,end,line],…]`, with the document's number at the end where it is not 0; empty where it has none. */
  json(row: number): string {
    const { starts, ends, lines, documents } = this.places;
    let list = '';
    for (const nth of this.of(row)) {
      const document = documents[nth] ?? 0;
      list += `${list && ','}[${starts[nth]},${ends[nth]},${lines[nth]}${document === 0 ? '' : `,${document}`}]`;
    }
    return list && `[${list}]`;
  }
}
