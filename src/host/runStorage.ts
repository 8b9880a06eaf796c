import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunId } from './runId.ts';
import { isRunLocked } from './runLock.ts';

/** How much of earlier runs is kept. */
export interface StorageLimits {
  maxRuns: number;
  maxBytes: number;
}

/** What is kept where the settings say nothing else. */
export const defaultStorageLimits: StorageLimits = { maxRuns: 20, maxBytes: 2 * 1024 ** 3 };

/** What a run's folder is to this window. */
export type RunUse =
  /** Under way, here or in another window, or shown. */
  | 'inUse'
  /** In the list of a person's runs: its bodies can be asked for. */
  | 'listed'
  /** Of another extension, which may ask for its bodies. */
  | 'guest'
  /** Left by an earlier window. */
  | 'unused';

/** What goes first when there are too many bytes. */
const deletionOrder: readonly RunUse[] = ['guest', 'unused', 'listed'];

/** The ids of the runs in a folder, the oldest first. */
export async function storedRunIds(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter(isRunId).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Deletes folders of runs until the rest are within the limits, the oldest first: for their number only those that this
 * window has no use for, for their bytes any but those in use. Guests do not count. Returns the ids of those deleted.
 */
export async function deleteOldRuns(
  folder: string,
  limits: StorageLimits,
  useOf: (id: string) => RunUse,
): Promise<Set<string>> {
  const ids = await storedRunIds(folder);
  const runs = await Promise.all(
    ids.map(async (id) => ({ id, use: useOf(id), size: await folderSize(join(folder, id)) })),
  );
  let count = runs.filter(({ use }) => use !== 'guest').length;
  let bytes = runs.reduce((sum, { size }) => sum + size, 0);
  const deleted = new Set<string>();
  for (const use of deletionOrder) {
    for (const run of runs.filter((each) => each.use === use)) {
      if (bytes <= limits.maxBytes && (use !== 'unused' || count <= limits.maxRuns)) continue;
      // It may be about to go on, here or in another window, or have gone on while others were looked at and deleted.
      if (useOf(run.id) === 'inUse' || (await isRunLocked(join(folder, run.id)))) continue;
      await deleteRun(folder, run.id);
      deleted.add(run.id);
      bytes -= run.size;
      if (use !== 'guest') count -= 1;
    }
  }
  return deleted;
}

/** Deletes a run's folder. */
export async function deleteRun(folder: string, id: string): Promise<void> {
  // Its summary may be written at this very moment.
  await rm(join(folder, id), { recursive: true, force: true, maxRetries: 3 });
}

/** Bytes of the files in a folder; what goes meanwhile does not count. */
export async function folderSize(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
