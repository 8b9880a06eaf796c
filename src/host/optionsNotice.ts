import * as vscode from 'vscode';
import type { ResolvedOptions } from '../core/options.ts';
import type { Run } from './run.ts';

/**
 * Says that a run has the options of an earlier one, where these settings give others by now, and offers a run by the
 * settings in its place.
 */
export async function noticeOptions(
  run: Run,
  changed: readonly (keyof ResolvedOptions)[],
  startBySettings: () => void,
): Promise<void> {
  const use = vscode.l10n.t('Use Current Settings');
  const message = vscode.l10n.t(
    '{0} is fetched with the options of the earlier run. Changed since in the settings: {1}.',
    run.title,
    changed.map((name) => `gather.${name}`).join(', '),
  );
  if ((await vscode.window.showInformationMessage(message, use)) !== use) return;
  run.cancel();
  startBySettings();
}
