import * as vscode from 'vscode';
import { bodyFileName } from './bodyName.ts';
import { isRunId } from './runId.ts';

/** The scheme of the read-only file system of bodies. */
export const bodyScheme = 'gather';

/** The address of a body: `gather:/<run>/<index>/<file name>`. */
export function bodyUri(
  run: string,
  index: number,
  result: { url: string; contentType?: string },
): vscode.Uri {
  const name = bodyFileName(result.url, result.contentType);
  return vscode.Uri.from({ scheme: bodyScheme, path: `/${run}/${index}/${name}` });
}

/** The run and the index that an address names; `undefined` where it is not that of a body. */
export function parseBodyUri(uri: vscode.Uri): { run: string; index: number } | undefined {
  const [empty, run = '', index = '', name = '', ...rest] = uri.path.split('/');
  if (empty !== '' || rest.length > 0 || name === '') return undefined;
  return isRunId(run) && /^\d{1,9}$/.test(index) ? { run, index: Number(index) } : undefined;
}
