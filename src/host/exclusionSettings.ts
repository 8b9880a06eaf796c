import * as vscode from 'vscode';
import { type Exclusions, ExclusionRules } from '../core/exclusions.ts';
import { workspaceFoldersOf } from './runSource.ts';

/**
 * What is not to be asked for by the settings that hold for some documents. Those of all levels count together, so that a
 * workspace can leave out more than its user does, and never less.
 */
export function readExclusions(documents: readonly vscode.Uri[] = []): Exclusions {
  const scopes = documents.length > 0 ? workspaceFoldersOf(documents) : [undefined];
  const configurations = scopes.map((scope) => vscode.workspace.getConfiguration('gather', scope ?? null));
  const values = (name: string) => configurations.flatMap((each) => valuesOf(each.inspect<unknown>(name)));
  return {
    urls: [...new Set(values('excludeUrls').flatMap(patternsOf))],
    privateAddresses: values('excludePrivateAddresses').some((value) => value !== false),
  };
}

/** The same for a run that a person asks for; `undefined` where a message says what is wrong with a pattern. */
export function usableExclusions(documents: readonly vscode.Uri[]): Exclusions | undefined {
  const exclusions = readExclusions(documents);
  const { unusable } = new ExclusionRules(exclusions);
  if (unusable === undefined) return exclusions;
  const message = vscode.l10n.t(
    'Nothing was fetched: {0} in gather.excludeUrls is not a pattern of URLs. Write it like example.com or https://example.com/private/*.',
    JSON.stringify(unusable),
  );
  sayOfSetting(message, 'gather.excludeUrls');
  return undefined;
}

/** Says what is wrong with a setting, and offers to open it. */
export function sayOfSetting(message: string, setting: string): void {
  const open = vscode.l10n.t('Open Settings');
  void vscode.window.showErrorMessage(message, open).then((choice) => {
    if (choice === open) void vscode.commands.executeCommand('workbench.action.openSettings', setting);
  });
}

function valuesOf(inspected: ReturnType<vscode.WorkspaceConfiguration['inspect']>): unknown[] {
  const { defaultValue, globalValue, workspaceValue, workspaceFolderValue } = inspected ?? {};
  return [defaultValue, globalValue, workspaceValue, workspaceFolderValue].filter(
    (each) => each !== undefined,
  );
}

/** What is no text is no pattern, and shown as it stands. */
function patternsOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((each) => (typeof each === 'string' ? each : JSON.stringify([each])));
}
