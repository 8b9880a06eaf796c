import * as vscode from 'vscode';
import type { Secrets } from './secrets.ts';

/** Lets a person choose secrets to forget: they are asked for again when they are needed. */
export async function forgetSecrets(secrets: Secrets): Promise<void> {
  const items = (await secrets.list()).map(({ name, origins }) => ({
    label: name,
    description: origins.join(', '),
  }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Gather knows no secret.'));
    return;
  }
  const placeHolder = vscode.l10n.t('Which secrets are to be forgotten?');
  const picked = await vscode.window.showQuickPick(items, { placeHolder, canPickMany: true });
  for (const { label } of picked ?? []) await secrets.forget(label);
}
