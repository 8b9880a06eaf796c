import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FieldDefinition } from '../core/fieldProtocol.ts';
import { type FieldsFile, runFiles } from '../core/runFormat.ts';
import { writeWhole } from './writeWhole.ts';

/** The fields that a run's folder remembers; none where it remembers none. Never rejects. */
export async function readFields(folder: string): Promise<FieldDefinition[]> {
  try {
    const { fields } = JSON.parse(await readFile(join(folder, runFiles.fields), 'utf8')) as FieldsFile;
    return fields
      .filter(({ name, expression }) => typeof name === 'string' && typeof expression === 'string')
      .map(({ name, expression }) => ({ name, expression }));
  } catch {
    return [];
  }
}

/** Remembers fields in a run's folder. Rejects where the disk does not let it. */
export async function writeFields(folder: string, fields: FieldDefinition[]): Promise<void> {
  await writeWhole(folder, runFiles.fields, { fields } satisfies FieldsFile);
}
