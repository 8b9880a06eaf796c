import type { ExportReport } from '../core/exportProtocol.ts';
import type { RowWithBody } from './exportedRows.ts';
import type { StoredBodies } from './storedBodies.ts';

/** What rows are written into. */
export interface ExportWriter {
  /** Takes a row in; resolves when there is room for more. */
  add(row: RowWithBody, bodies: StoredBodies): Promise<void>;
  /** All rows have been added. */
  end(): Promise<ExportReport>;
  /** Takes back what was written. Never rejects. */
  remove(): Promise<void>;
}
