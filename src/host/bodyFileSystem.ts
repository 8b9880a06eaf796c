import { join } from 'node:path';
import * as vscode from 'vscode';
import { bodyEnding } from './bodyName.ts';
import { parseBodyUri } from './bodyUri.ts';
import { decodeText } from './decodeText.ts';
import { lostBodyMessage } from './run.ts';
import { findRecord, readBody } from './runFolder.ts';
import type { Runs } from './runs.ts';

/** Bodies as read-only files: text as UTF-8, whatever its charset was, all else as it came. After a reload of the window too. */
export class BodyFileSystem implements vscode.FileSystemProvider {
  private readonly runs: Runs;
  /** VS Code asks for the size and then for the content: the last body serves both. */
  private last: { uri: string; content: Promise<Uint8Array> } | undefined;

  // What has been stored never changes.
  readonly onDidChangeFile: vscode.Event<vscode.FileChangeEvent[]> = () => ({ dispose: () => undefined });

  constructor(runs: Runs) {
    this.runs = runs;
  }

  watch(): vscode.Disposable {
    return { dispose: () => undefined };
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { byteLength } = await this.readFile(uri);
    const time = this.runs.get(parseBodyUri(uri)?.run ?? '')?.startedAt ?? 0;
    return {
      type: vscode.FileType.File,
      permissions: vscode.FilePermission.Readonly,
      ctime: time,
      mtime: time,
      size: byteLength,
    };
  }

  readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const key = uri.toString();
    if (this.last?.uri === key) return this.last.content;
    const content = this.read(uri);
    this.last = { uri: key, content };
    content.catch(() => {
      if (this.last?.content === content) this.last = undefined;
    });
    return content;
  }

  readDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  private async read(uri: vscode.Uri): Promise<Uint8Array> {
    const address = parseBodyUri(uri);
    if (!address) throw vscode.FileSystemError.FileNotFound(uri);
    const { index } = address;
    // Under a name with another ending, which a link could give it, another editor might take the body.
    const run = this.runs.get(address.run);
    if (run) {
      const result = run.table.result(index);
      if (!result || !uri.path.endsWith(bodyEnding(result))) throw vscode.FileSystemError.FileNotFound(uri);
      return result.characters === undefined
        ? run.body(index)
        : new TextEncoder().encode(await run.text(index));
    }
    try {
      const folder = join(this.runs.folder, address.run);
      const record = await findRecord(folder, index);
      if (!record || !uri.path.endsWith(bodyEnding(record))) throw vscode.FileSystemError.FileNotFound(uri);
      const body = await readBody(folder, record.body);
      return record.characters === undefined
        ? body
        : new TextEncoder().encode(decodeText(body, record.charset));
    } catch (error) {
      if (error instanceof RangeError) throw vscode.FileSystemError.Unavailable(lostBodyMessage());
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw vscode.FileSystemError.FileNotFound(uri);
      throw error;
    }
  }
}
