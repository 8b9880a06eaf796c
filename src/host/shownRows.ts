import type { ComparedRuns } from '../core/comparedRuns.ts';
import { comparedRow, panelRow } from '../core/panelRow.ts';
import type { PanelRow } from '../core/panelProtocol.ts';
import type { RowRange } from '../core/rowRange.ts';
import type { Comparison } from './comparison.ts';
import type { Run } from './run.ts';

/** A request by its run and its number there. */
export type RequestOfRun = readonly [run: Run, index: number];

/** The rows of the panel's table: those of a run and, where it is compared with an earlier one, after them those that are gone. */
export class ShownRows {
  readonly run: Run;
  readonly comparison: Comparison | undefined;

  constructor(run: Run, comparison?: Comparison) {
    this.run = run;
    this.comparison = comparison;
  }

  /** How many there are. */
  get length(): number {
    return (this.comparison?.changes ?? this.run.table).length;
  }

  /** The same for core. */
  get compared(): ComparedRuns {
    return { run: this.run, ...(this.comparison && { comparison: this.comparison }) };
  }

  /** A row as the panel shows it now. */
  at(row: number): PanelRow {
    const { run, comparison } = this;
    return comparison ? comparedRow(comparison.earlier, run, comparison, row) : panelRow(run, row);
  }

  /** Changes whenever `at` would tell something else. */
  stateOf(row: number): number {
    return this.run.table.number('state', row);
  }

  /** The request that a row is of: in a comparison it may be one of the earlier run; `undefined` where there is no such row. */
  request(row: number): RequestOfRun | undefined {
    const { run, comparison } = this;
    if (row < run.table.length) return [run, row];
    const gone = comparison?.earlierRows[row];
    return comparison && gone !== undefined ? [comparison.earlier, gone] : undefined;
  }

  /** In a comparison: the earlier request of a row of the run; `undefined` where it is new. */
  earlier(row: number): RequestOfRun | undefined {
    const { run, comparison } = this;
    const before = row < run.table.length ? comparison?.earlierRows[row] : undefined;
    return comparison && before !== undefined && before >= 0 ? [comparison.earlier, before] : undefined;
  }

  /** The requests of rows in these ranges, in order. */
  *requests(ranges: readonly RowRange[]): Generator<RequestOfRun> {
    for (const { first, count } of ranges) {
      const end = Math.min(first + count, this.length);
      for (let row = first; row < end; row++) {
        const request = this.request(row);
        if (request) yield request;
      }
    }
  }
}
