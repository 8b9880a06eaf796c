import { dirname } from 'node:path/posix';
import * as vscode from 'vscode';
import { IgnoreRules } from './ignoreRules.ts';
import { PathPatterns } from './pathPatterns.ts';
import { type FolderEntry, type FolderReader, walkFolder } from './walkFolder.ts';

/** More files are not read in one go. */
export const mostFiles = 20_000;

/** The files that a person has chosen, and those in the folders. */
export interface FoundFiles {
  files: vscode.Uri[];
  /** What cannot be read, or is not there. */
  unreadable: vscode.Uri[];
  /** There are more. */
  more: boolean;
}

/** Which files of folders are wanted, by their paths from the workspace's folder on. */
export interface FilePatterns {
  include: PathPatterns;
  exclude: PathPatterns;
}

/** How files are looked for. */
export interface HowToFind {
  patterns: FilePatterns;
  signal: AbortSignal;
  onFound: (files: number) => void;
}

/** Finds the files of what was chosen, each once: files as they are, of folders what is wanted and not ignored by git. */
export async function findFiles(resources: readonly vscode.Uri[], how: HowToFind): Promise<FoundFiles> {
  const found = new Map<string, vscode.Uri>();
  const unreadable: vscode.Uri[] = [];
  let more = false;
  for (const resource of resources) {
    const type = await typeOf(resource);
    if (type === undefined) unreadable.push(resource);
    else if ((type & vscode.FileType.Directory) === 0) found.set(resource.toString(), resource);
    else {
      const walked = await walk(resource, how, found.size);
      for (const path of walked.files) {
        const uri = resource.with({ path });
        found.set(uri.toString(), uri);
      }
      unreadable.push(...walked.unreadable.map((path) => resource.with({ path })));
      more ||= walked.more;
    }
  }
  const files = [...found.values()];
  return { files: files.slice(0, mostFiles), unreadable, more: more || files.length > mostFiles };
}

async function walk(folder: vscode.Uri, { patterns, signal, onFound }: HowToFind, before: number) {
  const base = vscode.workspace.getWorkspaceFolder(folder)?.uri.path ?? folder.path;
  const relative = (path: string) => path.slice(base.length).replace(/^\//, '');
  const { include, exclude } = patterns;
  return walkFolder(readerOf(folder), folder.path.replace(/(?<=.)\/$/, ''), {
    rules: await rulesAbove(folder),
    includes: (path) => include.isEmpty || include.fit(relative(path)),
    excludes: (path) => exclude.fit(relative(path)),
    limit: mostFiles,
    signal,
    onFound: (files) => onFound(before + files),
  });
}

function readerOf(within: vscode.Uri): FolderReader {
  const { fs } = vscode.workspace;
  return {
    async list(path) {
      const entries = await fs.readDirectory(within.with({ path }));
      return entries.flatMap(([name, type]): FolderEntry[] => {
        if ((type & vscode.FileType.File) !== 0) return [{ name, type: 'file' }];
        return type === vscode.FileType.Directory ? [{ name, type: 'folder' }] : [];
      });
    },
    readText: async (path) => new TextDecoder().decode(await fs.readFile(within.with({ path }))),
  };
}

/** What the `.gitignore` files above a folder say: up to the root of its repository, or of its workspace where it is in none. */
async function rulesAbove(folder: vscode.Uri): Promise<IgnoreRules> {
  const at = (path: string, name: string) => vscode.Uri.joinPath(folder.with({ path }), name);
  const above: string[] = [];
  let path = folder.path;
  while (path !== '/' && (await typeOf(at(path, '.git'))) === undefined) {
    path = dirname(path);
    above.unshift(path);
  }
  const isRepository = (await typeOf(at(path, '.git'))) !== undefined;
  const top = isRepository ? path : vscode.workspace.getWorkspaceFolder(folder)?.uri.path;
  let rules = IgnoreRules.none;
  if (top === undefined) return rules;
  if (isRepository) rules = rules.with(top, await textOf(at(top, '.git/info/exclude')));
  for (const each of above) {
    const isWithin = each === top || each.startsWith(top.endsWith('/') ? top : `${top}/`);
    if (isWithin) rules = rules.with(each, await textOf(at(each, '.gitignore')));
  }
  // A person who chooses what git ignores wants it.
  return rules.ignores(folder.path, true) ? IgnoreRules.none : rules;
}

async function typeOf(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type;
  } catch {
    return undefined;
  }
}

async function textOf(uri: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    // There need not be one.
    return '';
  }
}
