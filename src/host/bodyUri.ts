import * as vscode from 'vscode';
import { bodyFileName, type NamedBody } from './bodyName.ts';
import { isRunId } from './runId.ts';

/** The scheme of the read-only file system of bodies. */
export const bodyScheme = 'gather';
const pretty = 'pretty';

/** The address of a body: `gather:/<run>/<index>/<file name>`. */
export function bodyUri(run: string, index: number, body: NamedBody): vscode.Uri {
  const path = `/${run}/${index}/${bodyFileName(body)}`;
  return vscode.Uri.from({ scheme: bodyScheme, path });
}

/** The address of a body's pretty print: `gather:/<run>/<index>/pretty/<file name>`. */
export function prettyUri(run: string, index: number, body: NamedBody): vscode.Uri {
  const path = `/${run}/${index}/${pretty}/${bodyFileName(body)}`;
  return vscode.Uri.from({ scheme: bodyScheme, path });
}

/** The run and the index that an address names, and whether it is that of a pretty print; `undefined` where it is not that of a body. */
export function parseBodyUri(uri: vscode.Uri): { run: string; index: number; isPretty: boolean } | undefined {
  const [empty, run = '', index = '', ...names] = uri.path.split('/');
  const isPretty = names.length === 2 && names[0] === pretty;
  if (empty !== '' || names.at(-1) === '' || names.length !== (isPretty ? 2 : 1)) return undefined;
  return isRunId(run) && /^\d{1,9}$/.test(index) ? { run, index: Number(index), isPretty } : undefined;
}
