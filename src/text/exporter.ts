import type { ExportJob, ExportRow, FromExporter, ToExporter } from '../core/exportProtocol.ts';
import { rowFormat } from '../export/rowFormat.ts';
import { BodiesWriter } from './bodiesWriter.ts';
import { ExportedRows } from './exportedRows.ts';
import { type ExportWriter, TextTooLong } from './exportWriter.ts';
import { fileSink, RowsWriter, textSink } from './rowsWriter.ts';

/** The exports that are under way in this worker: each asks for rows, and writes them, until it has all. */
export class Exporter {
  private readonly post: (message: FromExporter) => void;
  private readonly exports = new Map<number, Export>();

  constructor(post: (message: FromExporter) => void) {
    this.post = post;
  }

  /** Takes a message in. Resolves when what it leads to has been posted; never rejects. */
  async receive(message: ToExporter): Promise<void> {
    const { id } = message;
    switch (message.type) {
      case 'export': {
        const begun = new Export();
        this.exports.set(id, begun);
        return this.step(id, begun, () => begun.begin(message.job));
      }
      case 'exportRows':
      case 'exportEnd': {
        const open = this.exports.get(id);
        if (!open) return;
        if (message.type === 'exportRows') return this.step(id, open, () => open.add(message.rows));
        return this.step(id, open, async () => {
          const report = await open.end();
          this.exports.delete(id);
          this.post({ type: 'exported', id, report });
        });
      }
      default:
        message satisfies never;
    }
  }

  /** Ends an export; what it has written is gone when it says that it failed. */
  async cancel(id: number): Promise<void> {
    const open = this.exports.get(id);
    if (!open) return;
    open.cancelled = true;
    // What it does now ends by itself.
    if (!open.busy) await this.fail(id, open, new Error('cancelled'));
  }

  private async step(id: number, open: Export, work: () => Promise<void>): Promise<void> {
    open.busy = true;
    try {
      await work();
      if (open.cancelled && this.exports.has(id)) throw new Error('cancelled');
      if (this.exports.has(id)) this.post({ type: 'exportMore', id });
    } catch (error) {
      await this.fail(id, open, error);
    } finally {
      open.busy = false;
    }
  }

  private async fail(id: number, open: Export, error: unknown): Promise<void> {
    this.exports.delete(id);
    await open.remove();
    const reason = error instanceof Error ? error.message : String(error);
    this.post({ type: 'exportFailed', id, reason, ...(error instanceof TextTooLong && { tooLong: true }) });
  }
}

/** One export. */
class Export {
  busy = false;
  cancelled = false;
  private rows: ExportedRows | undefined;
  private writer: ExportWriter | undefined;

  async begin({ folder, into, ...context }: ExportJob): Promise<void> {
    if (into.type === 'bodies') {
      this.rows = new ExportedRows(folder, false);
      this.writer = await BodiesWriter.make(into.folder, into.taken);
      return;
    }
    const format = rowFormat(into.format, context, into.type === 'file');
    this.rows = new ExportedRows(folder, format.detailed);
    const sink = into.type === 'file' ? await fileSink(into.path) : textSink(into.most);
    this.writer = new RowsWriter(format, sink);
  }

  async add(rows: readonly ExportRow[]): Promise<void> {
    if (!this.rows || !this.writer) return;
    for (const row of rows) {
      if (this.cancelled) return;
      await this.writer.add(this.rows.of(row), this.rows.bodies);
    }
  }

  async end(): Promise<Awaited<ReturnType<ExportWriter['end']>>> {
    if (!this.rows || !this.writer) throw new Error('the export has not begun');
    const report = await this.writer.end();
    if (this.cancelled) throw new Error('cancelled');
    this.rows.close();
    return report;
  }

  async remove(): Promise<void> {
    this.rows?.close();
    await this.writer?.remove();
  }
}
