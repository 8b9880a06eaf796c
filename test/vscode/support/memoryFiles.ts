import * as vscode from 'vscode';

/** A folder of files that are on no disk, as those of virtual workspaces are. */
export class MemoryFiles implements vscode.FileSystemProvider {
  readonly files = new Map<string, Uint8Array>();
  /** The next file of such a name cannot be written. */
  refused: RegExp | undefined;
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  watch(): vscode.Disposable {
    return { dispose: () => undefined };
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const content = this.files.get(uri.path);
    if (content) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: content.length };
    if (uri.path !== '/folder' && uri.path !== '/') throw vscode.FileSystemError.FileNotFound(uri);
    return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  readDirectory(): [string, vscode.FileType][] {
    return this.names.map((name) => [name, vscode.FileType.File]);
  }

  get names(): string[] {
    return [...this.files.keys()].map((path) => path.slice(path.lastIndexOf('/') + 1)).sort();
  }

  /** The text of a file. */
  text(name: string): string {
    return new TextDecoder().decode(this.files.get(`/folder/${name}`));
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const content = this.files.get(uri.path);
    if (!content) throw vscode.FileSystemError.FileNotFound(uri);
    return content;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array, options: { overwrite: boolean }): void {
    if (this.refused?.test(uri.path)) {
      this.refused = undefined;
      throw vscode.FileSystemError.NoPermissions(uri);
    }
    if (this.files.has(uri.path) && !options.overwrite) throw vscode.FileSystemError.FileExists(uri);
    this.files.set(uri.path, content);
  }

  delete(uri: vscode.Uri): void {
    this.files.delete(uri.path);
  }

  rename(from: vscode.Uri, to: vscode.Uri, options: { overwrite: boolean }): void {
    this.writeFile(to, this.readFile(from), options);
    this.delete(from);
  }
}

/** Gives files of a scheme of their own to a test, and the URI of their folder. */
export async function withMemoryFiles<Value>(
  use: (files: MemoryFiles, folder: vscode.Uri) => Promise<Value>,
): Promise<Value> {
  const files = new MemoryFiles();
  const scheme = 'gather-memory';
  const registration = vscode.workspace.registerFileSystemProvider(scheme, files, { isCaseSensitive: true });
  try {
    return await use(files, vscode.Uri.from({ scheme, path: '/folder' }));
  } finally {
    registration.dispose();
  }
}
