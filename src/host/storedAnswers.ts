import * as vscode from 'vscode';
import type { FetchDetails } from '../api.ts';
import { maskUrl } from '../core/maskSecrets.ts';
import { detailsOf, type ResultLine } from '../core/runFormat.ts';
import { decodeText } from './decodeText.ts';
import type { Run } from './run.ts';
import { firstBytes, readBody, readRecord } from './runFolder.ts';
import { UserError } from './userError.ts';

/** What a run keeps on disk of each request that has ended. Rejects with what a person is told where it is no longer there. */
export class StoredAnswers {
  private readonly run: Pick<Run, 'folder' | 'table' | 'fields' | 'notStored'>;

  constructor(run: StoredAnswers['run']) {
    this.run = run;
  }

  /** Headers, hops, attempts, and fields where the run has any. */
  async details(index: number): Promise<FetchDetails> {
    if (!this.hasRecord(index)) return { headers: [], requestHeaders: [], redirects: [], attempts: [] };
    const fields = this.run.fields.of(index);
    const details = detailsOf(await present(this.record(index)));
    return Object.keys(fields).length > 0 ? { ...details, fields } : details;
  }

  /** The bytes of a body. */
  async body(index: number): Promise<Uint8Array> {
    return this.hasRecord(index) ? present(this.readBody(index)) : new Uint8Array();
  }

  /** The first bytes of a body, `most` of them at the most. */
  async bodyStart(index: number, most: number): Promise<Uint8Array> {
    return present(this.readBody(index, most));
  }

  /** A body as text, in the character encoding that it has declared or seems to have. */
  async text(index: number): Promise<string> {
    return decodeText(await this.body(index), this.run.table.text('charset', index) || undefined);
  }

  /** A body as JSON. */
  async json(index: number): Promise<unknown> {
    const text = await this.text(index);
    try {
      return JSON.parse(text);
    } catch (error) {
      const { url = '', contentType, status, failure } = this.run.table.result(index) ?? {};
      const answer = [contentType, status ?? failure?.kind].filter((each) => each !== undefined).join(', ');
      const why = error instanceof Error ? error.message : String(error);
      throw new UserError(
        vscode.l10n.t('{0} did not answer with JSON ({1}): {2}', maskUrl(url), answer, why),
        { cause: error },
      );
    }
  }

  /** `false`: it ended before anything was sent. */
  private hasRecord(index: number): boolean {
    const { table } = this.run;
    if (table.lacksRecord(index)) throw new UserError(notStoredMessage(this.run));
    return table.number('recordLength', index) > 0;
  }

  private record(index: number): Promise<ResultLine> {
    const { folder, table } = this.run;
    return readRecord(folder, [table.number('recordOffset', index), table.number('recordLength', index)]);
  }

  private async readBody(index: number, most = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
    const { folder, table } = this.run;
    if (table.has('scattered', index)) {
      return readBody(folder, firstBytes((await this.record(index)).body, most));
    }
    const length = Math.min(table.number('bodyBytes', index), most);
    return readBody(folder, [[table.number('bodyOffset', index), length]]);
  }
}

/** Old runs are deleted; who still holds one is told so. */
async function present<Value>(reading: Promise<Value>): Promise<Value> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(lostBodyMessage(), { cause: error });
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new UserError(deletedMessage(), { cause: error });
  }
}

/** What a person reads in place of a body of which the file does not have all. */
export function lostBodyMessage(): string {
  return vscode.l10n.t(
    'This body was lost: the run was interrupted, or the disk was full. Resume the run, or run again.',
  );
}

/** What a person reads in place of what has been deleted with its run. */
export function deletedMessage(): string {
  return vscode.l10n.t('The stored answers of this run have been deleted (gather.storage.maxRuns).');
}

/** What a person reads in place of what the disk did not take. */
export function notStoredMessage({ notStored }: Pick<Run, 'notStored'>): string {
  return notStored === undefined
    ? vscode.l10n.t('Not stored: the disk was full. Free space on it, then run again.')
    : vscode.l10n.t('Not stored: {0}. Make room for what Gather stores, then run again.', notStored);
}
