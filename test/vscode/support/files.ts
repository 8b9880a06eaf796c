import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Files by their paths from a folder on. */
export type Files = Record<string, string | Uint8Array>;

/** Runs `use` with a new folder of the workspace that holds these files, and deletes it. */
export async function withFiles(files: Files, use: (folder: vscode.Uri) => Promise<void>): Promise<void> {
  const [workspace] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(workspace);
  const folder = vscode.Uri.joinPath(workspace.uri, 'files');
  await vscode.workspace.fs.createDirectory(folder);
  try {
    await writeFiles(folder, files);
    await use(folder);
  } finally {
    await vscode.workspace.fs.delete(folder, { recursive: true });
  }
}

/** Writes these files below a folder. */
export async function writeFiles(folder: vscode.Uri, files: Files): Promise<void> {
  await Promise.all(
    Object.entries(files).map(([path, content]) =>
      vscode.workspace.fs.writeFile(
        vscode.Uri.joinPath(folder, path),
        typeof content === 'string' ? new TextEncoder().encode(content) : content,
      ),
    ),
  );
}
