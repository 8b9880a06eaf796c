import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunId } from './runId.ts';

/** How much of earlier runs is kept. */
export interface StorageLimits {
  maxRuns: number;
  maxBytes: number;
}

/** What is kept where the settings say nothing else. */
export const defaultStorageLimits: StorageLimits = { maxRuns: 20, maxBytes: 2 * 1024 ** 3 };

/**
 * Deletes the oldest folders of runs until the rest are within the limits; those that are in use stay, and count.
 * Returns the ids of those that were deleted.
 */
export async function deleteOldRuns(
  folder: string,
  limits: StorageLimits,
  isInUse: (id: string) => boolean,
): Promise<Set<string>> {
  await mkdir(folder, { recursive: true });
  const ids = (await readdir(folder)).filter(isRunId).sort().toReversed();
  const deleted = new Set<string>();
  let runs = 0;
  let bytes = 0;
  for (const id of ids) {
    runs += 1;
    bytes += await folderSize(join(folder, id));
    if (isInUse(id) || (runs <= limits.maxRuns && bytes <= limits.maxBytes)) continue;
    await rm(join(folder, id), { recursive: true, force: true });
    deleted.add(id);
  }
  return deleted;
}

async function folderSize(folder: string): Promise<number> {
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
