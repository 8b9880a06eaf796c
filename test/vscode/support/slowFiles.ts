import * as vscode from 'vscode';

const scheme = 'gather-slow';

/** A file system that reads nothing before it is told to. */
export interface SlowFiles {
  root: vscode.Uri;
  /** Whether a file has been asked for. */
  asked: () => boolean;
  release: () => void;
}

/** Runs `use` with a file system of VS Code that holds these files, by their paths, in a folder `/w`. */
export async function withSlowFiles(
  files: Readonly<Record<string, string>>,
  use: (given: SlowFiles) => Promise<void>,
): Promise<void> {
  const released = Promise.withResolvers<void>();
  let asked = false;
  const isFolder = (path: string) => Object.keys(files).some((each) => each.startsWith(`${path}/`));
  const missing = (uri: vscode.Uri) => vscode.FileSystemError.FileNotFound(uri);
  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => ({ dispose: () => undefined }),
    stat(uri) {
      const text = files[uri.path];
      if (text === undefined && !isFolder(uri.path)) throw missing(uri);
      const type = text === undefined ? vscode.FileType.Directory : vscode.FileType.File;
      return { type, ctime: 0, mtime: 0, size: text?.length ?? 0 };
    },
    readDirectory(uri) {
      const names = Object.keys(files)
        .filter((path) => path.startsWith(`${uri.path}/`))
        .map((path) => path.slice(uri.path.length + 1).split('/'));
      return [...new Map(names.map(([name = '', ...rest]) => [name, rest.length])).entries()].map(
        ([name, depth]) => [name, depth > 0 ? vscode.FileType.Directory : vscode.FileType.File],
      );
    },
    async readFile(uri) {
      asked = true;
      await released.promise;
      const text = files[uri.path];
      if (text === undefined) throw missing(uri);
      return new TextEncoder().encode(text);
    },
    createDirectory: () => undefined,
    writeFile: () => undefined,
    delete: () => undefined,
    rename: () => undefined,
  };
  const registration = vscode.workspace.registerFileSystemProvider(scheme, provider, { isReadonly: true });
  try {
    await use({
      root: vscode.Uri.from({ scheme, path: '/w' }),
      asked: () => asked,
      release: () => released.resolve(),
    });
  } finally {
    released.resolve();
    registration.dispose();
  }
}
