import type { ExportJob } from '../core/exportProtocol.ts';
import type { Run } from './run.ts';
import type { TemporaryFolder } from './temporaryFolder.ts';
import type { TextWorkerClient } from './textWorkerClient.ts';

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
  { folder, startedAt }: Run,
  into: ExportJob['into'],
): ExportJob {
  return { folder, startedAt, version, into };
}
