import { mask } from '../core/maskSecrets.ts';
import type { ResultRow } from '../core/resultBatch.ts';
import type { RunValues } from '../core/runValues.ts';
import { encodeSecret } from './requestFiller.ts';

/** Members of a record whose texts are Gather's own. */
const ownWords = new Set(['outcome', 'kind', 'phase', 'verdict']);

/** Takes the secrets of a run out of what is told and stored of it, however a server gave them back. */
export class Redaction {
  private readonly shapes: readonly string[];

  constructor({ secrets }: RunValues) {
    const shapes = Object.values(secrets).flatMap(({ value }) => {
      const url = value.toWellFormed();
      return [value, encodeSecret(url), encodeURIComponent(url), encodeURI(url)];
    });
    // The longest first: one may be the beginning of another.
    this.shapes = [...new Set(shapes)]
      .filter((shape) => shape !== '')
      .toSorted((one, other) => other.length - one.length);
  }

  /** A text without secrets. */
  text(text: string): string {
    return this.shapes.reduce((rest, shape) => rest.replaceAll(shape, mask), text);
  }

  /** The row of a result without secrets. */
  row(row: ResultRow): ResultRow {
    if (this.shapes.length === 0) return row;
    const { url, title, preview, message } = row;
    return {
      ...row,
      url: this.text(url),
      title: this.text(title),
      preview: this.text(preview),
      message: this.text(message),
    };
  }

  /** The line of a record without secrets. */
  record(line: Uint8Array): Uint8Array {
    if (this.shapes.length === 0) return line;
    const redacted: unknown = JSON.parse(Buffer.from(line).toString(), (key, value: unknown) =>
      typeof value === 'string' && !ownWords.has(key) ? this.text(value) : value,
    );
    return Buffer.from(`${JSON.stringify(redacted)}\n`);
  }
}
