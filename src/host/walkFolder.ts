import { setImmediate } from 'node:timers/promises';
import type { IgnoreRules } from './ignoreRules.ts';

/** Folders that are listed at the same time. */
const foldersAtOnce = 16;
/** Entries after which others have their turn. */
const entriesAtOnce = 200;

/** What a folder holds. Links to folders are neither: they could lead in a circle. */
export interface FolderEntry {
  name: string;
  type: 'file' | 'folder';
}

/** Gives the content of folders, by paths with `/` between their parts. */
export interface FolderReader {
  list(folder: string): Promise<readonly FolderEntry[]>;
  /** The text of a small file. */
  readText(file: string): Promise<string>;
}

/** What of a folder is wanted. */
export interface WalkOptions {
  /** What the folder and those above it say. */
  rules: IgnoreRules;
  includes: (file: string) => boolean;
  excludes: (path: string) => boolean;
  /** More files are not looked for. */
  limit: number;
  signal: AbortSignal;
  onFound: (files: number) => void;
}

/** What was found. */
export interface FoundInFolder {
  /** Paths of files, in order. */
  files: string[];
  /** Paths of folders that could not be listed. */
  unreadable: string[];
  /** There are more files than wanted. */
  more: boolean;
}

/** Finds the files of a folder and of those in it, without what their `.gitignore` files leave out. Ends early when it is aborted. */
export async function walkFolder(
  reader: FolderReader,
  start: string,
  options: WalkOptions,
): Promise<FoundInFolder> {
  const found: FoundInFolder = { files: [], unreadable: [], more: false };
  let level: Folder[] = [{ path: start, rules: options.rules }];
  while (level.length > 0) {
    const next: Folder[] = [];
    for (let first = 0; first < level.length; first += foldersAtOnce) {
      if (options.signal.aborted || found.more) return sorted(found);
      const some = level.slice(first, first + foldersAtOnce);
      const visits = await Promise.all(some.map((folder) => visit(reader, folder, options)));
      visits.forEach((content, nth) => {
        if (!content) found.unreadable.push(some[nth]?.path ?? '');
        else next.push(...content.folders);
        for (const file of content?.files ?? []) {
          if (found.files.length < options.limit) found.files.push(file);
          else found.more = true;
        }
      });
      options.onFound(found.files.length);
    }
    level = next;
  }
  return sorted(found);
}

interface Folder {
  path: string;
  rules: IgnoreRules;
}

/** What is wanted of a folder itself; `undefined` where it cannot be listed. */
async function visit(
  reader: FolderReader,
  { path, rules: above }: Folder,
  { includes, excludes, signal }: WalkOptions,
): Promise<{ files: string[]; folders: Folder[] } | undefined> {
  const files: string[] = [];
  const folders: Folder[] = [];
  try {
    const entries = await reader.list(path);
    const hasRules = entries.some(({ name, type }) => name === '.gitignore' && type === 'file');
    const rules = hasRules ? above.with(path, await reader.readText(inFolder(path, '.gitignore'))) : above;
    for (const [nth, { name, type }] of entries.entries()) {
      if (nth % entriesAtOnce === entriesAtOnce - 1) await setImmediate();
      if (signal.aborted) break;
      const child = inFolder(path, name);
      const isFolder = type === 'folder';
      if ((isFolder && name === '.git') || excludes(child) || rules.ignores(child, isFolder)) continue;
      if (isFolder) folders.push({ path: child, rules });
      else if (includes(child)) files.push(child);
    }
  } catch {
    return undefined;
  }
  return { files, folders };
}

function inFolder(folder: string, name: string): string {
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}

function sorted(found: FoundInFolder): FoundInFolder {
  found.files.sort();
  return found;
}
