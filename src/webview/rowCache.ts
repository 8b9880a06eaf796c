import type { PanelRow } from '../core/panelProtocol.ts';

const pageSize = 128;

/** Rows that the host has sent, in pages; of those, only the ones that were written last are kept. */
export class RowCache {
  private readonly maxPages: number;
  // A Map keeps the order of insertion: its first page is the one that was written longest ago.
  private readonly pages = new Map<number, Map<number, PanelRow>>();

  constructor(maxPages = 64) {
    this.maxPages = maxPages;
  }

  /** The row of that index, where it is there. */
  get(index: number): PanelRow | undefined {
    return this.pages.get(Math.floor(index / pageSize))?.get(index);
  }

  /** Keeps rows, in the place of older ones of the same index. */
  put(rows: readonly PanelRow[]): void {
    for (const row of rows) {
      const number = Math.floor(row.index / pageSize);
      const page = this.pages.get(number) ?? new Map<number, PanelRow>();
      page.set(row.index, row);
      this.pages.delete(number);
      this.pages.set(number, page);
    }
    for (const number of this.pages.keys()) {
      if (this.pages.size <= this.maxPages) return;
      this.pages.delete(number);
    }
  }
}
