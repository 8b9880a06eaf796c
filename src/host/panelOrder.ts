import type { ComparedRuns } from '../core/comparedRuns.ts';
import { orderRows } from '../core/orderRows.ts';
import { isFiltering, isPlain, type RowQuery } from '../core/rowQuery.ts';
import { inSlices } from './inSlices.ts';

/** While rows change, their order is worked out anew at most so often: ms from one end to the next start. */
const leastPause = 300;
/** What takes long is done less often: it shall have no more than this share of the time. */
const share = 0.1;

interface Asked {
  readonly runs: ComparedRuns;
  readonly query: RowQuery;
  readonly ask: number;
}

/** Works out which rows the panel asked for, a little at a time, and again while they change. */
export class PanelOrder {
  private readonly tell: (ask: number, rows: Uint32Array) => void;
  private asked: Asked | undefined;
  private told: Uint32Array | undefined;
  /** What was told last when nobody wanted to know any more, as long as no row changes. */
  private kept: (Omit<Asked, 'ask'> & { readonly rows: Uint32Array }) | undefined;
  private working: AbortController | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** Rows have changed since the work on their order began. */
  private isStale = false;
  /** When it may begin again, in `performance.now()` ms. */
  private next = 0;

  /** `tell` is called with the rows, in their order, and the number of the query. */
  constructor(tell: (ask: number, rows: Uint32Array) => void) {
    this.tell = tell;
  }

  /** The rows that a filter leaves, in their order, as they were told last; `undefined`: none is asked for. */
  get filtered(): Uint32Array | undefined {
    return this.asked && isFiltering(this.asked.query) ? this.told : undefined;
  }

  /** Another query takes the place of the one before. */
  ask(runs: ComparedRuns, query: RowQuery, ask: number): void {
    this.stop();
    if (isPlain(query)) return;
    this.asked = { runs, query, ask };
    const { kept } = this;
    if (kept && isSame(kept, this.asked)) {
      this.told = kept.rows;
      this.tell(ask, kept.rows);
    } else void this.work(this.asked);
  }

  /** Rows have changed. */
  changed(): void {
    this.kept = undefined;
    if (!this.asked) return;
    this.isStale = true;
    this.soon();
  }

  /** Other rows are shown: nobody will say how those before have changed. */
  forget(): void {
    this.stop();
    this.kept = undefined;
  }

  /** Nobody wants to know for now. */
  stop(): void {
    const { asked, told, working, isStale } = this;
    if (asked && told && !working && !isStale) this.kept = { ...asked, rows: told };
    this.working?.abort();
    this.working = this.asked = this.told = undefined;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isStale = false;
    this.next = 0;
  }

  private soon(): void {
    const { asked } = this;
    if (!asked || this.working) return;
    // The last change is told at once: no other will come.
    const { state, table, fields } = asked.runs.run;
    const isLast = state !== 'running' && fields?.lacks(table.ended) !== true;
    if (this.timer && !isLast) return;
    clearTimeout(this.timer);
    const wait = isLast ? 0 : Math.max(0, this.next - performance.now());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.work(asked);
    }, wait);
  }

  private async work({ runs, query, ask }: Asked): Promise<void> {
    const working = new AbortController();
    this.working = working;
    this.isStale = false;
    const start = performance.now();
    const rows = await inSlices(orderRows(runs, query), working.signal);
    if (rows === undefined || working.signal.aborted) return;
    const now = performance.now();
    this.next = now + Math.max(leastPause, (now - start) / share);
    this.working = undefined;
    if (!this.told || !areSame(this.told, rows)) this.tell(ask, rows);
    this.told = rows;
    if (this.isStale) this.soon();
  }
}

function isSame(one: Omit<Asked, 'ask'>, other: Omit<Asked, 'ask'>): boolean {
  return (
    one.runs.run === other.runs.run &&
    one.runs.comparison === other.runs.comparison &&
    JSON.stringify(one.query) === JSON.stringify(other.query)
  );
}

function areSame(before: Uint32Array, now: Uint32Array): boolean {
  return before.length === now.length && before.every((row, at) => row === now[at]);
}
