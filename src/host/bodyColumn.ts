import * as vscode from 'vscode';
import { bodyScheme } from './bodyUri.ts';

/**
 * The column for a body: the one that has bodies already, else one without the documents that the run was read from, else
 * one of these. Never the panel's own.
 */
export function bodyColumn(
  panel: vscode.ViewColumn | undefined,
  documents: readonly vscode.Uri[] = [],
): vscode.ViewColumn {
  const groups = vscode.window.tabGroups.all.filter((group) => group.viewColumn !== panel);
  const lists = new Set(documents.map(String));
  const chosen =
    groups.find((group) => group.tabs.some(isBody)) ??
    groups.find((group) => !group.tabs.some((tab) => lists.has(uriOf(tab)?.toString() ?? ''))) ??
    groups[0];
  return chosen?.viewColumn ?? (panel === undefined ? vscode.ViewColumn.Active : panel + 1);
}

/**
 * Keeps the tab in italics of a column, which the next preview would replace, unless it is a body's. Resolves with
 * whether a body can take the place of a preview there.
 */
export async function keepPreview(column: vscode.ViewColumn): Promise<boolean> {
  const group = vscode.window.tabGroups.all.find((each) => each.viewColumn === column);
  const preview = group?.tabs.find((tab) => tab.isPreview);
  if (!preview || isBody(preview)) return true;
  if (!(preview.input instanceof vscode.TabInputText)) return false;
  try {
    await vscode.window.showTextDocument(preview.input.uri, {
      viewColumn: column,
      preview: false,
      preserveFocus: true,
    });
    return true;
  } catch {
    return false;
  }
}

function isBody(tab: vscode.Tab): boolean {
  return uriOf(tab)?.scheme === bodyScheme;
}

function uriOf({ input }: vscode.Tab): vscode.Uri | undefined {
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom
    ? input.uri
    : undefined;
}
