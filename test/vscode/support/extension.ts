import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { GatherApi } from '../../../src/api.ts';

/** The extension under test. */
export function extension(): vscode.Extension<GatherApi> {
  const found = vscode.extensions.getExtension<GatherApi>('gather.gather-urls');
  assert.ok(found, 'VS Code does not know the extension');
  return found;
}

/** The path of a bundle of the extension. */
export function bundle(name: string): string {
  return vscode.Uri.joinPath(extension().extensionUri, 'dist', name).fsPath;
}

/** An address of the fixture server. */
export function fixture(path: string): string {
  const origin = process.env['GATHER_FIXTURE'];
  assert.ok(origin, 'GATHER_FIXTURE is not set');
  return `${origin}${path}`;
}
