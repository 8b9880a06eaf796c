import { constants } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that is there as a whole or not at all, whenever the process ends. Rejects where the disk does not let it. */
export async function writeWhole(folder: string, name: string, content: object): Promise<void> {
  const bytes = Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
  // Not emptied first: the room that it has is its own.
  const file = await open(newName(folder, name), constants.O_RDWR | constants.O_CREAT);
  try {
    await file.writeFile(bytes);
    await file.truncate(bytes.length);
  } finally {
    await file.close();
  }
  await rename(newName(folder, name), join(folder, name));
}

/** Where a file is written before it takes its place. */
export function newName(folder: string, name: string): string {
  return join(folder, `${name}.new`);
}
