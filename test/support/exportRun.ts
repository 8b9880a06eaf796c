import type { ExportFormat, ExportJob, FromExporter } from '../../src/core/exportProtocol.ts';
import type { ResultsTable } from '../../src/core/resultsTable.ts';
import { RunFields } from '../../src/core/runFields.ts';
import { exportPortions } from '../../src/host/exportPortions.ts';
import { Exporter } from '../../src/text/exporter.ts';

/** How an export ended. */
export type ExportEnd = Exclude<FromExporter, { type: 'exportMore' }>;

/** A run to be exported. */
export interface ExportableRun {
  folder: string;
  table: ResultsTable;
  fields?: RunFields;
}

/** Exports rows of a run, all where none are named, without a worker. Cancels it before it has so many portions. */
export function exportRun(
  { folder, table, fields = new RunFields(table.length) }: ExportableRun,
  into: ExportJob['into'],
  options: { rows?: readonly number[]; unended?: boolean; cancelAt?: number } = {},
): Promise<ExportEnd> {
  const { rows = Array.from({ length: table.length }, (_, row) => row), unended = false, cancelAt } = options;
  const portions = exportPortions(
    { run: { table, requests: table.requests, fields }, rows, count: rows.length, unended },
    () => undefined,
  );
  return new Promise((resolve) => {
    let asked = 0;
    const exporter = new Exporter((message) => {
      if (message.type !== 'exportMore') return resolve(message);
      const { done, value } = portions.next();
      // As over a port: what is posted arrives later, in a copy.
      setImmediate(() => {
        const { id } = message;
        const next = done
          ? ({ type: 'exportEnd', id } as const)
          : ({ type: 'exportRows', id, portion: structuredClone(value) } as const);
        void exporter.receive(next);
        if (asked++ === cancelAt) void exporter.cancel(id);
      });
    });
    const job = {
      folder,
      startedAt: 0,
      version: '1.2.3',
      fields: fields.columns.map(({ name }) => name),
      into,
    };
    void exporter.receive({ type: 'export', id: 1, job });
  });
}

/** The text of rows in a format; throws where that is not to be had. */
export async function exportText(
  run: ExportableRun,
  format: ExportFormat,
  options?: Parameters<typeof exportRun>[2],
): Promise<string> {
  const end = await exportRun(run, { type: 'text', format, most: Infinity }, options);
  if (end.type !== 'exported') throw new Error(end.reason);
  return end.report.text ?? '';
}
