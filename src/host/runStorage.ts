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

/** What a run's folder is to this window. */
export type RunUse =
  /** Under way or shown. */
  | 'inUse'
  /** In the list of a person's runs: its bodies can be asked for. */
  | 'listed'
  /** Of another extension, which may ask for its bodies. */
  | 'guest'
  /** Left by an earlier window. */
  | 'unused';

/** What goes first when there are too many bytes. */
const deletionOrder: readonly RunUse[] = ['guest', 'unused', 'listed'];

/**
 * Deletes folders of runs until the rest are within the limits, the oldest first: for their number only those that this
 * window has no use for, for their bytes any but those in use. Guests do not count. Returns the ids of those deleted.
 */
export async function deleteOldRuns(
  folder: string,
  limits: StorageLimits,
  useOf: (id: string) => RunUse,
): Promise<Set<string>> {
  await mkdir(folder, { recursive: true });
  const ids = (await readdir(folder)).filter(isRunId).sort();
  const runs = await Promise.all(
    ids.map(async (id) => ({ id, use: useOf(id), size: await folderSize(join(folder, id)) })),
  );
  let count = runs.filter(({ use }) => use !== 'guest').length;
  let bytes = runs.reduce((sum, { size }) => sum + size, 0);
  const deleted = new Set<string>();
  for (const use of deletionOrder) {
    for (const run of runs.filter((each) => each.use === use)) {
      if (bytes <= limits.maxBytes && (use !== 'unused' || count <= limits.maxRuns)) continue;
      await rm(join(folder, run.id), { recursive: true, force: true });
      deleted.add(run.id);
      bytes -= run.size;
      if (use !== 'guest') count -= 1;
    }
  }
  return deleted;
}

async function folderSize(folder: string): Promise<number> {
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
