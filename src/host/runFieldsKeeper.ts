import * as vscode from 'vscode';
import type { FieldDefinition, FromFields } from '../core/fieldProtocol.ts';
import type { FieldColumn } from '../core/runFields.ts';
import { DisposableStore } from './disposableStore.ts';
import { fieldProblemText } from './fieldProblemText.ts';
import { FieldError, type FieldWorkerClient } from './fieldWorkerClient.ts';
import type { Log } from './log.ts';
import type { Run } from './run.ts';
import { writeFields } from './runFieldsFile.ts';
import type { Runs } from './runs.ts';

/** Answers that the worker is asked about at once: it answers for as many as it can in a short time. */
const answersAtOnce = 1000;

/** Makes the values of the fields of all runs, as their requests end, and remembers which fields they have. */
export class RunFieldsKeeper implements vscode.Disposable {
  private readonly worker: Pick<FieldWorkerClient, 'ask'>;
  private readonly log: Log;
  private readonly store = new DisposableStore();
  private readonly computing = new Map<FieldColumn, AbortController>();
  private writing: Promise<void> = Promise.resolve();

  constructor(runs: Runs, worker: Pick<FieldWorkerClient, 'ask'>, log: Log) {
    this.worker = worker;
    this.log = log;
    this.store.add(
      runs.onDidAdd((run) => {
        for (const column of run.fields.columns) void this.compute(run, column);
      }),
    );
  }

  /** Gives a run a field; `undefined` where it can have no such one. The values follow. */
  add(run: Run, definition: FieldDefinition): FieldColumn | undefined {
    const column = run.fields.add(definition);
    if (!column) return undefined;
    void this.compute(run, column);
    this.remember(run);
    return column;
  }

  /** Takes a field from a run: no more of its values are made, be it in the middle of one. */
  remove(run: Run, column: FieldColumn): void {
    run.fields.remove(column);
    this.computing.get(column)?.abort();
    run.fieldsChanged();
    this.remember(run);
  }

  dispose(): void {
    this.store.dispose();
  }

  private async compute(run: Run, column: FieldColumn): Promise<void> {
    const ending = new AbortController();
    this.computing.set(column, ending);
    run.fieldsChanged();
    try {
      for (;;) {
        while (column.computed < run.table.ended) {
          if (!run.fields.columns.includes(column)) return;
          await this.computeSome(run, column, ending.signal);
          run.fieldsChanged();
        }
        if (!run.running) return;
        await nextChange(run);
      }
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      if (ending.signal.aborted) return;
      column.failure = error.message;
      run.fieldsChanged();
      const { name } = column;
      this.log.warn(`field ${name} of run ${run.number}: ${error.message}`);
      void vscode.window.showWarningMessage(
        error.isTooMuch
          ? vscode.l10n.t('The field {0} was given up: {1}. Change its expression.', name, error.message)
          : vscode.l10n.t('The field {0} was given up: {1}.', name, error.message),
      );
    } finally {
      this.computing.delete(column);
    }
  }

  private async computeSome(run: Run, column: FieldColumn, signal: AbortSignal): Promise<void> {
    const { table, folder } = run;
    const count = Math.min(answersAtOnce, table.ended - column.computed);
    const indexes = Array.from({ length: count }, (_, nth) => table.endedAs(column.computed + nth));
    const answer = await this.worker.ask(
      {
        type: 'computeField',
        folder,
        expression: column.expression,
        offsets: Float64Array.from(indexes, (index) => table.number('recordOffset', index)),
        lengths: Uint32Array.from(indexes, (index) => table.number('recordLength', index)),
      },
      signal,
    );
    switch (answer.type) {
      case 'fieldValues':
        return putValues(run, column, indexes.slice(0, answer.values.length), answer);
      case 'fieldRefused':
        throw new FieldError(fieldProblemText(answer));
      case 'fieldFailed':
        throw new FieldError(failureText(answer.reason));
      case 'fieldChecked':
        return;
      default:
        answer satisfies never;
    }
  }

  private remember(run: Run): void {
    // A run that has no folder yet says so itself as soon as it has one.
    if (run.notStored !== undefined) return;
    this.writing = this.writing
      .then(() => writeFields(run.folder, run.fields.definitions))
      .catch((error: unknown) => this.log.warn(`The fields of run ${run.id} are not kept: ${String(error)}`));
  }
}

/** Of answers that were not stored, the table knows the title, and nobody the rest. */
function putValues(
  { table }: Run,
  column: FieldColumn,
  indexes: readonly number[],
  { values, lost }: Extract<FromFields, { type: 'fieldValues' }>,
): void {
  const unstored = indexes.map((index) => table.lacksRecord(index) && table.number('status', index) > 0);
  if (column.expression !== 'title')
    return column.put(indexes, values, lost + unstored.filter(Boolean).length);
  const titles = values.map((value, nth) => (unstored[nth] ? table.text('title', indexes[nth] ?? 0) : value));
  column.put(indexes, titles, lost);
}

function failureText(reason: string | undefined): string {
  return reason === undefined
    ? vscode.l10n.t('the stored answers of this run have been deleted (gather.storage.maxRuns)')
    : vscode.l10n.t('the stored answers cannot be read ({0})', reason);
}

function nextChange(run: Run): Promise<void> {
  return new Promise((resolve) => {
    const listener = run.onDidChange(() => {
      listener.dispose();
      resolve();
    });
  });
}

/** Resolves when a run's fields have a value of each request that has ended; earlier where `signal` aborts. */
export function fieldsSettled(run: Run, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const isSettled = () => signal.aborted || !run.fields.lacks(run.table.ended);
    if (isSettled()) return resolve();
    const end = () => {
      listener.dispose();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const listener = run.onDidChangeFields(() => isSettled() && end());
    signal.addEventListener('abort', end, { once: true });
  });
}
