import * as vscode from 'vscode';
import { bodyScheme } from './bodyUri.ts';
import { viewType } from './panelView.ts';

/** Above this VS Code hands no document to extensions. */
const documentLimit = 50 * 1024 * 1024;
/** Where VS Code itself looks for a sign that a file is binary. */
const binaryPrefix = 8192;

/** What a fetching command is to read, or what a person reads instead. */
export type WhatToRead =
  | { type: 'document'; document: vscode.TextDocument; selections?: readonly vscode.Selection[] }
  | { type: 'largeFile'; uri: vscode.Uri }
  | { type: 'nothing'; message: string };

/** The document of the active editor, or the file of the active tab where it is too large to be a document. */
export async function wholeFile(): Promise<WhatToRead> {
  const document = editorToRead()?.document;
  if (document) return isBinary(document) ? nothing(binaryMessage()) : { type: 'document', document };

  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof vscode.TabInputText)) return nothing(noEditorMessage());
  try {
    const { size } = await vscode.workspace.fs.stat(input.uri);
    return size > documentLimit ? { type: 'largeFile', uri: input.uri } : nothing(binaryMessage());
  } catch (error) {
    return nothing(vscode.l10n.t('{0} cannot be read: {1}', input.uri.path, String(error)));
  }
}

/** What is selected in the active editor; cursors without a selection do not count. */
export function selectedParts(): WhatToRead {
  const editor = editorToRead();
  if (!editor) return nothing(noEditorMessage());
  if (isBinary(editor.document)) return nothing(binaryMessage());
  const selections = editor.selections.filter((selection) => !selection.isEmpty);
  if (selections.length > 0) return { type: 'document', document: editor.document, selections };
  return nothing(
    vscode.l10n.t('Nothing is selected. Select text that holds URLs, or use "Fetch All URLs in File".'),
  );
}

/** The active editor; while the results panel has the focus, the one that is to be seen beside it. */
function editorToRead(): vscode.TextEditor | undefined {
  const { activeTextEditor, tabGroups, visibleTextEditors } = vscode.window;
  const input: unknown = tabGroups.activeTabGroup.activeTab?.input;
  const panelHasFocus = input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType);
  if (activeTextEditor || !panelHasFocus) return activeTextEditor;
  const beside = visibleTextEditors.filter(
    ({ document }) => !['output', bodyScheme].includes(document.uri.scheme),
  );
  return beside.length === 1 ? beside[0] : undefined;
}

function isBinary(document: vscode.TextDocument): boolean {
  const last = document.positionAt(binaryPrefix);
  return document.getText(new vscode.Range(new vscode.Position(0, 0), last)).includes('\0');
}

function nothing(message: string): WhatToRead {
  return { type: 'nothing', message };
}

function noEditorMessage(): string {
  return vscode.l10n.t('No editor is open. Open a file that holds URLs, then run the command again.');
}

function binaryMessage(): string {
  return vscode.l10n.t('This file is binary. Open a text file that holds URLs, then run the command again.');
}
