import type { ExportReport } from '../core/exportProtocol.ts';
import type { RowFormat } from '../export/rowFormat.ts';
import type { RowWithBody } from './exportedRows.ts';
import { ExportProblem } from './exportProblem.ts';
import type { ExportWriter } from './exportWriter.ts';
import { NewFile } from './newFile.ts';
import { base64InJson, type StoredBodies, textInJson } from './storedBodies.ts';

/** Where a text goes, piece by piece. */
interface TextSink {
  text(text: string): Promise<void>;
  end(): Promise<Pick<ExportReport, 'text'>>;
  remove(): Promise<void>;
}

/** Writes rows in a format, one after the other. */
export class RowsWriter implements ExportWriter {
  private readonly format: RowFormat;
  private readonly sink: TextSink;
  private rows = 0;

  constructor(format: RowFormat, sink: TextSink) {
    this.format = format;
    this.sink = sink;
  }

  async add(row: RowWithBody, bodies: StoredBodies): Promise<void> {
    const pieces = this.format.row(row);
    if (pieces.length === 0) return;
    const { start, between } = this.format;
    let text = this.rows++ === 0 ? start : between;
    for (const piece of pieces) {
      if (typeof piece === 'string') {
        text += piece;
        continue;
      }
      await this.sink.text(text);
      text = '';
      const body = bodies.pieces(row.slices);
      const parts = piece.hole === 'text' ? textInJson(body, row.result.charset) : base64InJson(body);
      for (const part of parts) await this.sink.text(part);
    }
    await this.sink.text(text);
  }

  async end(): Promise<ExportReport> {
    if (this.rows === 0) await this.sink.text(this.format.start);
    await this.sink.text(this.format.end);
    return { rows: this.rows, ...(await this.sink.end()) };
  }

  remove(): Promise<void> {
    return this.sink.remove();
  }
}

/** Writes into a new file. */
export async function fileSink(path: string): Promise<TextSink> {
  const file = await NewFile.make(path);
  return {
    text: (text) => file.text(text),
    async end() {
      await file.end();
      return {};
    },
    remove: () => file.remove(),
  };
}

/** Gathers a text of at most so many UTF-16 code units. */
export function textSink(most: number): TextSink {
  const parts: string[] = [];
  let length = 0;
  return {
    async text(text) {
      length += text.length;
      if (length > most) throw new ExportProblem('tooLong');
      parts.push(text);
    },
    end: async () => ({ text: parts.join('') }),
    remove: async () => undefined,
  };
}
