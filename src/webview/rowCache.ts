import type { PanelRow } from '../core/panelProtocol.ts';

/** Rows that the host has sent; of those, only the ones that were written last are kept. */
export class RowCache {
  private readonly most: number;
  // A Map keeps the order of insertion: its first row is the one that was written longest ago.
  private readonly rows = new Map<number, PanelRow>();

  constructor(most = 8192) {
    this.most = most;
  }

  /** The row of that index, where it is there. */
  get(index: number): PanelRow | undefined {
    return this.rows.get(index);
  }

  /** Keeps rows, in the place of older ones of the same index. */
  put(rows: readonly PanelRow[]): void {
    for (const row of rows) {
      this.rows.delete(row.index);
      this.rows.set(row.index, row);
    }
    for (const index of this.rows.keys()) {
      if (this.rows.size <= this.most) return;
      this.rows.delete(index);
    }
  }
}
