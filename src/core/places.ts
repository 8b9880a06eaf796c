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
    const numbers = new Map(rows.map((row, number) => [row, number]));
    const { starts, ends, lines, documents } = this.columns;
    const kept = Array.from(this.columns.rows.keys()).filter((nth) => numbers.has(this.at(nth).row));
    const take = (column: Uint32Array) => Uint32Array.from(kept, (nth) => column[nth] ?? 0);
    return new Places([
      {
        rows: Uint32Array.from(kept, (nth) => numbers.get(this.at(nth).row) ?? 0),
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
    this.byRow ??= new PlacesByRow(this.columns, this.columns.rows.reduce(larger, -1) + 1);
    return Array.from(this.byRow.of(row), (nth) => this.at(nth));
  }
}

function larger(one: number, other: number): number {
  return Math.max(one, other);
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
