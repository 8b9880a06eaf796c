import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { runFiles } from '../core/runFormat.ts';

const beatMilliseconds = 10_000;
/** A lock that was not renewed for so long is nobody's: a process of its number may be another by now. */
const staleMilliseconds = 60_000;

interface Owner {
  pid: number;
  /** Processes of another machine, which shares the disk, cannot be looked for. */
  host: string;
}

/** Says that a process has a run under way, to every window that sees the run's folder. */
export class RunLock {
  private readonly path: string;
  private readonly beat: NodeJS.Timeout;

  private constructor(path: string) {
    this.path = path;
    this.beat = setInterval(() => {
      const now = new Date();
      utimes(path, now, now).catch(() => undefined);
    }, beatMilliseconds);
    this.beat.unref();
  }

  /** Takes the lock of a run's folder, which exists; `undefined` where somebody has it. */
  static async take(folder: string): Promise<RunLock | undefined> {
    const path = join(folder, runFiles.lock);
    return (await write(path)) || (await replaceStale(path)) ? new RunLock(path) : undefined;
  }

  async release(): Promise<void> {
    clearInterval(this.beat);
    await rm(this.path, { force: true });
  }
}

/** Whether a run is under way in a process that lives. Never rejects. */
export function isRunLocked(folder: string): Promise<boolean> {
  return isHeld(join(folder, runFiles.lock));
}

/** Whether it is this process that has a run under way, or lets it go on in a moment. Never rejects. */
export async function isLockedHere(folder: string): Promise<boolean> {
  try {
    const owner = parse(await readFile(join(folder, runFiles.lock), 'utf8'));
    return owner?.host === hostname() && owner.pid === process.pid;
  } catch {
    return false;
  }
}

async function isHeld(path: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > staleMilliseconds) return false;
    const owner = parse(await readFile(path, 'utf8'));
    // One that cannot be read is being written.
    return owner?.host !== hostname() || isAlive(owner.pid);
  } catch {
    return false;
  }
}

/**
 * Puts a lock in the place of one that is nobody's; whether it did. It is written beside that, where only one process can
 * have one, and looks again before it moves over it: of several that saw the stale lock, the others then see a new one.
 */
async function replaceStale(path: string): Promise<boolean> {
  const own = `${path}.new`;
  if (await isHeld(path)) return false;
  if (!(await write(own))) {
    // Left by one that died just here; the next try finds the place free.
    if (!(await isHeld(own))) await rm(own, { force: true });
    return false;
  }
  if (await isHeld(path)) {
    await rm(own, { force: true });
    return false;
  }
  await rename(own, path);
  return true;
}

/** Writes a lock where there is none; whether it did. */
async function write(path: string): Promise<boolean> {
  const owner: Owner = { pid: process.pid, host: hostname() };
  try {
    await writeFile(path, JSON.stringify(owner), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function parse(text: string): Owner | undefined {
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
