import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for what cannot be stored where it belongs: made when it is first asked for, gone with the window. */
export class TemporaryFolder {
  private readonly parent: string;
  private made: Promise<string> | undefined;

  constructor(parent = tmpdir()) {
    this.parent = parent;
  }

  /** Its path. Rejects where it cannot be made; the next time that is tried again. */
  async path(): Promise<string> {
    try {
      this.made ??= mkdtemp(join(this.parent, 'gather-'));
      return await this.made;
    } catch (error) {
      this.made = undefined;
      throw error;
    }
  }

  /** Never rejects: what stays is the system's to delete. */
  async delete(): Promise<void> {
    const path = await this.made?.catch(() => undefined);
    if (path !== undefined)
      await rm(path, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}
