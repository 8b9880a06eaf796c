import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportReport } from '../core/exportProtocol.ts';
import { byteOrderMark } from '../export/csv.ts';
import { bodyIndexHeader, bodyIndexLine } from '../export/bodyIndex.ts';
import { BodyNames } from '../export/bodyNames.ts';
import type { RowWithBody } from './exportedRows.ts';
import type { ExportWriter } from './exportWriter.ts';
import { NewFile } from './newFile.ts';
import type { StoredBodies } from './storedBodies.ts';

const indexName = 'index.csv';

/** Writes each body into a file of its own, and an index of them all. Nothing that was there is touched. */
export class BodiesWriter implements ExportWriter {
  private readonly folder: string;
  private readonly names: BodyNames;
  private readonly index: NewFile;
  /** Names of the files that were made, that of the index first. */
  private readonly files: string[];
  private rows = 0;

  private constructor(folder: string, names: BodyNames, index: NewFile, indexFile: string) {
    this.folder = folder;
    this.names = names;
    this.index = index;
    this.files = [indexFile];
  }

  /** Begins the index. Rejects where the folder takes no file. */
  static async make(folder: string, taken: readonly string[]): Promise<BodiesWriter> {
    const names = new BodyNames(taken);
    const { name, file } = await makeFree(folder, names, names.free(indexName));
    const writer = new BodiesWriter(folder, names, file, name);
    await file.text(`${byteOrderMark}${bodyIndexHeader}`);
    return writer;
  }

  async add(row: RowWithBody, bodies: StoredBodies): Promise<void> {
    this.rows++;
    const isThere = row.body === 'whole' || row.body === 'truncated';
    const name = isThere ? await this.save(row, bodies) : undefined;
    await this.index.text(bodyIndexLine(row, name));
  }

  async end(): Promise<ExportReport> {
    await this.index.end();
    return { rows: this.rows, files: this.files };
  }

  async remove(): Promise<void> {
    await this.index.remove();
    for (const name of this.files) await rm(join(this.folder, name), { force: true }).catch(() => undefined);
  }

  private async save({ result, slices }: RowWithBody, bodies: StoredBodies): Promise<string> {
    const { name, file } = await makeFree(this.folder, this.names, this.names.of(result));
    this.files.push(name);
    try {
      for (const piece of bodies.pieces(slices)) await file.bytes(piece);
    } catch (error) {
      await file.remove();
      throw error;
    }
    await file.end();
    return name;
  }
}

/** Makes a file of this name or, where someone else has made one meanwhile, with a number. */
async function makeFree(
  folder: string,
  names: BodyNames,
  wanted: string,
): Promise<{ name: string; file: NewFile }> {
  for (let name = wanted; ; name = names.free(wanted)) {
    try {
      return { name, file: await NewFile.make(join(folder, name)) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
