import type { ExportJob, ExportPortion, FromExporter, ToExporter } from '../core/exportProtocol.ts';
import { rowFormat } from '../export/rowFormat.ts';
import { BodiesWriter } from './bodiesWriter.ts';
import { ExportedRows } from './exportedRows.ts';
import { ExportProblem } from './exportProblem.ts';
import type { ExportWriter } from './exportWriter.ts';
import { portionRows } from './portionRows.ts';
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
    if (message.type === 'export') {
      const begun = new Export();
      this.exports.set(id, begun);
      return this.proceed(id, begun, async () => {
        await begun.begin(message.job);
        this.post({ type: 'exportMore', id });
      });
    }
    const open = this.exports.get(id);
    if (!open) return;
    return this.proceed(id, open, async () => {
      if (message.type === 'exportRows') {
        // The next rows are made while these are written.
        this.post({ type: 'exportMore', id });
        return open.add(message.portion);
      }
      const report = await open.end();
      this.exports.delete(id);
      this.post({ type: 'exported', id, report });
    });
  }

  /** Ends an export; what it has written is gone when it says that it failed. */
  async cancel(id: number): Promise<void> {
    const open = this.exports.get(id);
    if (!open) return;
    open.cancelled = true;
    await this.proceed(id, open, () => Promise.resolve());
  }

  /** Does something when all before it is done. */
  private proceed(id: number, open: Export, work: () => Promise<void>): Promise<void> {
    open.work = open.work.then(async () => {
      // After a failure nothing more is written.
      if (!this.exports.has(id)) return;
      try {
        if (!open.cancelled) await work();
        if (open.cancelled && this.exports.has(id)) throw new Error('cancelled');
      } catch (error) {
        this.exports.delete(id);
        await open.remove();
        const reason = error instanceof Error ? error.message : String(error);
        const { code } = error as NodeJS.ErrnoException;
        this.post({
          type: 'exportFailed',
          id,
          reason,
          ...(code !== undefined && { code }),
          ...(error instanceof ExportProblem && { why: error.why }),
        });
      }
    });
    return open.work;
  }
}

/** One export. */
class Export {
  cancelled = false;
  /** All that it does, one after the other. */
  work = Promise.resolve();
  private rows: ExportedRows | undefined;
  private writer: ExportWriter | undefined;

  async begin({ folder, into, fields, ...context }: ExportJob): Promise<void> {
    if (into.type === 'bodies') {
      this.rows = new ExportedRows(folder, false);
      this.writer = await BodiesWriter.make(into.folder, into.taken);
      return;
    }
    const format = rowFormat(into.format, context, { forFile: into.type === 'file', fields });
    this.rows = new ExportedRows(folder, format.detailed);
    const sink = into.type === 'file' ? await fileSink(into.path) : textSink(into.most);
    this.writer = new RowsWriter(format, sink);
  }

  async add(portion: ExportPortion): Promise<void> {
    if (!this.rows || !this.writer) return;
    for (const row of portionRows(portion)) {
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
