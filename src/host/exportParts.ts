import * as vscode from 'vscode';
import type { ExportJob } from '../core/exportProtocol.ts';
import { ExportError } from './exportTasks.ts';
import type { Run } from './run.ts';
import type { TemporaryFolder } from './temporaryFolder.ts';
import type { TextWorkerClient } from './textWorkerClient.ts';
import type { Report } from './whileCancellable.ts';

/** What exports work with. */
export interface ExportParts {
  textWorker: Pick<TextWorkerClient, 'export'>;
  /** For what is on its way to a place that is not on this machine. */
  temporary: TemporaryFolder;
  /** Of Gather. */
  version: string;
}

/** What the text worker is told of an export. */
export function exportJob(
  { version }: Pick<ExportParts, 'version'>,
  { folder, startedAt, fields }: Run,
  into: ExportJob['into'],
): ExportJob {
  return { folder, startedAt, version, fields: fields.columns.map(({ name }) => name), into };
}

/** Says in a notice which part of an export is done. */
export function tellIn(report: Report): (part: number) => void {
  return (part) => report(part.toLocaleString(vscode.env.language, { style: 'percent' }), part);
}

/** Whether what is stored of the run is gone; then a message has said so. */
export function saidToBeGone(error: unknown): boolean {
  if (!(error instanceof ExportError) || error.why !== 'gone') return false;
  const message = vscode.l10n.t('The stored answers of this run have been deleted (gather.storage.maxRuns).');
  void vscode.window.showErrorMessage(message);
  return true;
}
