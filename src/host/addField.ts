import * as vscode from 'vscode';
import { type FieldDefinition, mostFields } from '../core/fieldProtocol.ts';
import { fieldProblemText } from './fieldProblemText.ts';
import { FieldError, type FieldWorkerClient } from './fieldWorkerClient.ts';
import type { Run } from './run.ts';
import { fieldsSettled, type RunFieldsKeeper } from './runFieldsKeeper.ts';
import { whileCancellable } from './whileCancellable.ts';

/** What commands about fields work with. */
export interface FieldParts {
  fields: Pick<RunFieldsKeeper, 'add' | 'remove'>;
  fieldWorker: Pick<FieldWorkerClient, 'ask'>;
}

/** Lets a person write a field, gives it to a run, and shows how far it is; cancelling takes the field back. */
export async function addField({ fields, fieldWorker }: FieldParts, run: Run): Promise<void> {
  if (run.fields.columns.length >= mostFields) {
    return say(vscode.l10n.t('A run has at most {0} fields. Remove one first.', mostFields));
  }
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Add Field'),
    prompt: vscode.l10n.t(
      'Of each answer: a JSONPath ($.data.price), title, header: ETag, or a regular expression (/price: ([0-9]+)/i). A name may stand before it: price = $.data.price',
    ),
    placeHolder: '$.data.price',
    ignoreFocusOut: true,
    validateInput: async (written) => {
      const { problem } = await check(fieldWorker, run, written);
      return written === '' ? undefined : problem;
    },
  });
  if (text === undefined || text.trim() === '') return;
  const { field } = await check(fieldWorker, run, text);
  const column = field && fields.add(run, field);
  if (!column) return;
  const settled = await whileCancellable(
    vscode.l10n.t('Gather: making the values of {0}…', column.name),
    async (signal, report) => {
      const listener = run.onDidChangeFields(() => {
        const part = column.computed / run.table.length;
        report(part.toLocaleString(vscode.env.language, { style: 'percent' }), part);
      });
      await fieldsSettled(run, signal);
      listener.dispose();
      return !signal.aborted;
    },
  );
  if (!settled) return fields.remove(run, column);
  if (column.lost > 0) {
    say(
      vscode.l10n.t(
        '{0} has no value where an answer is not stored, or no longer ({1}). Run again to have them.',
        column.name,
        column.lost.toLocaleString('en-US'),
      ),
    );
  }
}

/** Lets a person choose a field of a run, which it loses. */
export async function removeField({ fields }: Pick<FieldParts, 'fields'>, run: Run): Promise<void> {
  const { columns } = run.fields;
  if (columns.length === 0) return say(vscode.l10n.t('{0} has no fields.', run.title));
  const chosen = await vscode.window.showQuickPick(
    columns.map((column) => ({ label: column.name, description: column.expression, column })),
    { placeHolder: vscode.l10n.t('Which field is to be removed?') },
  );
  if (chosen) fields.remove(run, chosen.column);
}

/** The field that is written, or what is wrong with it. */
async function check(
  worker: FieldParts['fieldWorker'],
  run: Run,
  text: string,
): Promise<{ field?: FieldDefinition; problem?: string }> {
  try {
    const answer = await worker.ask({ type: 'checkField', text });
    if (answer.type === 'fieldRefused') {
      return { problem: fieldProblemText(answer) };
    }
    if (answer.type !== 'fieldChecked') return {};
    const { field } = answer;
    return run.fields.has(field.name)
      ? { problem: vscode.l10n.t('There is a field {0} already. Write another name before it.', field.name) }
      : { field };
  } catch (error) {
    if (error instanceof FieldError) return { problem: error.message };
    throw error;
  }
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
