import { PlacesByRow } from './placesByRow.ts';
import type { PlaceColumns } from './textProtocol.ts';

/** Where a request stands: UTF-16 offsets of the URL's text, line from 0, and the number of its document among those of the run. */
export interface Place {
  row: number;
  start: number;
  end: number;
  line: number;
  document: number;
}

/** The places of a run's requests in the order of its documents, in columns: 200,000 of them are five arrays. */
export class Places {
  /** As they cross threads. */
  readonly columns: PlaceColumns;
  private byRow: PlacesByRow | undefined;

  constructor(chunks: readonly PlaceColumns[]) {
    this.columns = {
      rows: concatenate(chunks.map((chunk) => chunk.rows)),
      starts: concatenate(chunks.map((chunk) => chunk.starts)),
      ends: concatenate(chunks.map((chunk) => chunk.ends)),
      lines: concatenate(chunks.map((chunk) => chunk.lines)),
      documents: concatenate(chunks.map((chunk) => chunk.documents)),
    };
  }

  get length(): number {
    return this.columns.rows.length;
  }

  /** The places of these rows, which are numbered in that order from now on. */
  only(rows: readonly number[]): Places {
    const { starts, ends, lines, documents } = this.columns;
    // 0: not kept. Columns and loops, since there may be hundreds of thousands.
    const numbers = new Uint32Array(this.rowCount);
    for (const [number, row] of rows.entries()) numbers[row] = number + 1;
    const kept = this.columns.rows.map((row) => numbers[row] ?? 0);
    const length = kept.reduce((count, number) => count + Number(number > 0), 0);
    const take = (column: Uint32Array) => {
      const taken = new Uint32Array(length);
      let at = 0;
      for (let nth = 0; nth < kept.length; nth++) if (kept[nth]) taken[at++] = column[nth] ?? 0;
      return taken;
    };
    return new Places([
      {
        rows: kept.filter((number) => number > 0).map((number) => number - 1),
        starts: take(starts),
        ends: take(ends),
        lines: take(lines),
        documents: take(documents),
      },
    ]);
  }

  /** The `nth` place, from 0; `nth` is below `length`. */
  at(nth: number): Place {
    const { rows, starts, ends, lines, documents } = this.columns;
    return {
      row: rows[nth] ?? 0,
      start: starts[nth] ?? 0,
      end: ends[nth] ?? 0,
      line: lines[nth] ?? 0,
      document: documents[nth] ?? 0,
    };
  }

  /** The places of a row, in the order of the documents. */
  ofRow(row: number): Place[] {
    this.byRow ??= new PlacesByRow(this.columns, this.rowCount);
    return Array.from(this.byRow.of(row), (nth) => this.at(nth));
  }

  /** One more than the last row that has a place. */
  private get rowCount(): number {
    let count = 0;
    for (const row of this.columns.rows) if (row >= count) count = row + 1;
    return count;
  }
}

function concatenate(parts: readonly Uint32Array[]): Uint32Array {
  const whole = new Uint32Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
