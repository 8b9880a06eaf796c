import * as vscode from 'vscode';
import { bodyFileName, type NamedBody } from './bodyName.ts';
import { isRunId } from './runId.ts';

/** The scheme of the read-only file system of bodies. */
export const bodyScheme = 'gather';

/** The address of a body: `gather:/<run>/<index>/<file name>`. */
export function bodyUri(run: string, index: number, body: NamedBody): vscode.Uri {
  const path = `/${run}/${index}/${bodyFileName(body)}`;
  return vscode.Uri.from({ scheme: bodyScheme, path });
}

/** The run and the index that an address names; `undefined` where it is not that of a body. */
export function parseBodyUri(uri: vscode.Uri): { run: string; index: number } | undefined {
  const [empty, run = '', index = '', name = '', ...rest] = uri.path.split('/');
  if (empty !== '' || rest.length > 0 || name === '') return undefined;
  return isRunId(run) && /^\d{1,9}$/.test(index) ? { run, index: Number(index) } : undefined;
}
