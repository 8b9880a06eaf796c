import { join } from 'node:path';
import * as vscode from 'vscode';
import { bodyEnding } from './bodyName.ts';
import { parseBodyUri } from './bodyUri.ts';
import { decodeText } from './decodeText.ts';
import { findRecord, readBody } from './runFolder.ts';
import type { Runs } from './runs.ts';
import { deletedMessage, lostBodyMessage } from './storedAnswers.ts';
import type { TextWorkerClient } from './textWorkerClient.ts';

/** Bodies as read-only files: text as UTF-8, whatever its charset was, all else as it came. After a reload of the window too. */
export class BodyFileSystem implements vscode.FileSystemProvider {
  private readonly runs: Pick<Runs, 'folder' | 'get'>;
  private readonly textWorker: Pick<TextWorkerClient, 'prettyPrint'>;
  /** VS Code asks for the size and then for the content: the last body serves both. */
  private last: { uri: string; content: Promise<Uint8Array> } | undefined;

  // What has been stored never changes.
  readonly onDidChangeFile: vscode.Event<vscode.FileChangeEvent[]> = () => ({ dispose: () => undefined });

  constructor(runs: Pick<Runs, 'folder' | 'get'>, textWorker: Pick<TextWorkerClient, 'prettyPrint'>) {
    this.runs = runs;
    this.textWorker = textWorker;
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
      if (address.isPretty) return this.print(await run.text(index));
      return result.characters === undefined ? run.body(index) : encode(await run.text(index));
    }
    try {
      const folder = join(this.runs.folder, address.run);
      const record = await findRecord(folder, index);
      if (!record || !uri.path.endsWith(bodyEnding(record))) throw vscode.FileSystemError.FileNotFound(uri);
      const body = await readBody(folder, record.body);
      if (address.isPretty) return await this.print(decodeText(body, record.charset));
      return record.characters === undefined ? body : encode(decodeText(body, record.charset));
    } catch (error) {
      if (error instanceof RangeError) throw vscode.FileSystemError.Unavailable(lostBodyMessage());
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        throw vscode.FileSystemError.Unavailable(deletedMessage());
      }
      throw error;
    }
  }

  private async print(text: string): Promise<Uint8Array> {
    const printed = await this.textWorker.prettyPrint(text);
    if (printed === undefined) throw vscode.FileSystemError.Unavailable(noJsonMessage());
    return encode(printed);
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** What a person reads in place of a pretty print of what cannot have one. */
export function noJsonMessage(): string {
  return vscode.l10n.t('This body is no JSON, or only a part of it: it cannot be pretty printed.');
}
