import { parseEnv } from 'node:util';
import * as vscode from 'vscode';

/** The values of these names in the `.env` files beside a document and above it, up to its workspace folder: the nearest that has one tells. */
export async function readDotenv(
  names: ReadonlySet<string>,
  document: vscode.Uri | undefined,
): Promise<Record<string, string>> {
  const values: Record<string, string> = {};
  if (names.size === 0) return values;
  for (const folder of foldersOf(document)) {
    const found = await parse(vscode.Uri.joinPath(folder, '.env'));
    for (const name of names) {
      const value = Object.hasOwn(found, name) ? found[name] : undefined;
      if (value !== undefined && !Object.hasOwn(values, name)) values[name] = value;
    }
  }
  return values;
}

/** From the document's folder up to the workspace folder; of a document outside of any its own folder, of one that was never saved the first workspace folder. */
function foldersOf(document: vscode.Uri | undefined): vscode.Uri[] {
  const { workspaceFolders } = vscode.workspace;
  if (!document || document.scheme === 'untitled')
    return workspaceFolders?.slice(0, 1).map(({ uri }) => uri) ?? [];
  const root = vscode.workspace.getWorkspaceFolder(document)?.uri.path;
  let folder = vscode.Uri.joinPath(document, '..');
  const folders = [folder];
  while (folder.path.length > (root ?? folder.path).length) {
    folder = vscode.Uri.joinPath(folder, '..');
    folders.push(folder);
  }
  return folders;
}

async function parse(file: vscode.Uri): Promise<NodeJS.Dict<string>> {
  try {
    return parseEnv(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  } catch {
    // There need not be one.
    return {};
  }
}
