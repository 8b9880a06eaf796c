import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The project's own folder: where package.json is. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** What is fetched or unpacked once and kept between runs. */
export const cacheFolder = join(projectFolder, '.vscode-test');

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Removes what earlier attempts left when they were interrupted. */
async function removeLeftovers(prefix: string): Promise<void> {
  for (const name of await readdir(cacheFolder)) {
    if (!name.startsWith(prefix) || isRunning(Number(name.slice(prefix.length)))) continue;
    await rm(join(cacheFolder, name), { recursive: true, force: true });
  }
}

/**
 * A folder of the cache, made when it is missing. `make` fills a temporary folder that gets its name only when all is in
 * it, so an interrupted attempt is never taken for the whole.
 */
export async function makeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cacheFolder, name);
  if (existsSync(folder)) return folder;
  await mkdir(cacheFolder, { recursive: true });
  await removeLeftovers(`${name}.part-`);
  const part = join(cacheFolder, `${name}.part-${process.pid}`);
  await mkdir(part);
  try {
    await make(part);
    await rename(part, folder);
  } catch (error) {
    await rm(part, { recursive: true, force: true, maxRetries: 5 });
    // Another process may have been faster.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
