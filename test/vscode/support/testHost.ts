import { FieldWorkerClient } from '../../../src/host/fieldWorkerClient.ts';
import { RunFieldsKeeper } from '../../../src/host/runFieldsKeeper.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { RequestList } from '../../../src/core/requestList.ts';
import { type FetchJob, FetchWorkerClient } from '../../../src/host/fetchWorkerClient.ts';
import type { Log } from '../../../src/host/log.ts';
import type { Run } from '../../../src/host/run.ts';
import { type Fetcher, Runs } from '../../../src/host/runs.ts';
import { Secrets } from '../../../src/host/secrets.ts';
import { Settings } from '../../../src/host/settings.ts';
import { StoredRuns } from '../../../src/host/storedRuns.ts';
import { TemporaryFolder } from '../../../src/host/temporaryFolder.ts';
import { TextWorkerClient } from '../../../src/host/textWorkerClient.ts';
import type { GatherOptions } from '../../../src/api.ts';
import { bundle } from './extension.ts';

/** The host floor without its views, in a folder of its own. */
export interface TestHost {
  runs: Runs;
  storedRuns: StoredRuns;
  settings: Settings;
  textWorker: TextWorkerClient;
  fetchWorker: FetchWorkerClient;
  temporary: TemporaryFolder;
  /** What was written to the log at `warn` or above. */
  warnings: string[];
  log: Log;
  secrets: Secrets;
  fieldWorker: FieldWorkerClient;
  fields: RunFieldsKeeper;
  /** The window's end, and a new one that sees the same files. */
  reload: () => Promise<Pick<TestHost, 'runs' | 'storedRuns'>>;
  /** Starts a run of these URLs. */
  start: (urls: readonly string[], options?: GatherOptions & { title?: string; byCommand?: boolean }) => Run;
}

/** What a test may put in the place of a part. */
export interface TestParts {
  fetchWorkerPath?: string;
  textWorkerPath?: string;
  fetcher?: Fetcher;
  /** The parent of the temporary folder. */
  temporaryParent?: string;
  /** ms that one answer about a field may take. */
  fieldPatience?: number;
}

/** Gives a host to a test, and leaves no worker and no file behind. */
export async function withHost<Value>(
  use: (host: TestHost) => Promise<Value>,
  parts: TestParts = {},
): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), 'gather-host-'));
  const warnings: string[] = [];
  const log: Log = {
    info: () => undefined,
    debug: () => undefined,
    warn: (message) => warnings.push(message),
    error: (message) => warnings.push(String(message)),
  };
  const settings = new Settings(log);
  const textWorker = new TextWorkerClient(parts.textWorkerPath ?? bundle('textWorker.cjs'), log);
  const fetchWorker = new FetchWorkerClient(
    parts.fetchWorkerPath ?? bundle('fetchWorker.cjs'),
    'gather-urls/test',
    log,
  );
  const fieldWorker = new FieldWorkerClient(bundle('textWorker.cjs'), log, parts.fieldPatience);
  const temporary = new TemporaryFolder(parts.temporaryParent ?? folder);
  const runs = new Runs(join(folder, 'runs'), parts.fetcher ?? fetchWorker, log, temporary);
  const fields = new RunFieldsKeeper(runs, fieldWorker, log);
  const storedRuns = new StoredRuns({ runs, settings, textWorker, log });
  const secrets = new Secrets(new MemorySecrets());
  const reload = async () => {
    runs.interruptAll();
    await fetchWorker.dispose();
    await runs.settled();
    const worker = new FetchWorkerClient(bundle('fetchWorker.cjs'), 'gather-urls/test', log);
    later.push(worker);
    const next = new Runs(runs.folder, worker, log, temporary);
    fieldsLater.push(new RunFieldsKeeper(next, fieldWorker, log));
    return { runs: next, storedRuns: new StoredRuns({ runs: next, settings, textWorker, log }) };
  };
  const later: FetchWorkerClient[] = [];
  const fieldsLater: RunFieldsKeeper[] = [];
  const start: TestHost['start'] = (urls, { title = 'urls.txt', byCommand = false, ...options } = {}) =>
    runs.start({
      title,
      requests: RequestList.from(urls),
      options: settings.options(undefined, options),
      byCommand,
    });
  try {
    return await use({
      temporary,
      runs,
      storedRuns,
      settings,
      textWorker,
      fetchWorker,
      fieldWorker,
      fields,
      warnings,
      log,
      secrets,
      reload,
      start,
    });
  } finally {
    runs.cancelAll();
    await Promise.all([fetchWorker, textWorker, fieldWorker, ...later].map((worker) => worker.dispose()));
    await runs.settled();
    for (const keeper of [fields, ...fieldsLater]) keeper.dispose();
    runs.dispose();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Secrets of a test alone. */
class MemorySecrets implements vscode.SecretStorage {
  private readonly values = new Map<string, string>();
  readonly onDidChange = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>().event;

  async keys(): Promise<string[]> {
    return [...this.values.keys()];
  }

  async get(key: string): Promise<string | undefined> {
    return this.values.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    this.values.set(key, value);
  }

  async delete(key: string): Promise<void> {
    this.values.delete(key);
  }
}

/** A fetcher that fetches nothing: a test says what becomes of each request. */
export class FakeFetcher implements Fetcher {
  readonly jobs: FetchJob[] = [];
  readonly cancelled: { id: string; index: number | undefined }[] = [];

  start(job: FetchJob): void {
    this.jobs.push(job);
  }

  cancel(id: string, index?: number): void {
    this.cancelled.push({ id, index });
  }
}
