import * as vscode from 'vscode';
import { documentLimit } from '../core/documentLimit.ts';
import { bodyScheme } from './bodyUri.ts';
import { changedLines, type GitApi } from './changedLines.ts';
import type { DocumentPart } from './documentPart.ts';
import { viewType } from './panelView.ts';

/** Where VS Code itself looks for a sign that a file is binary. */
const binaryPrefix = 8192;

/** What a fetching command is to read, or what a person reads instead. */
export type WhatToRead =
  | { type: 'document'; document: vscode.TextDocument; part?: DocumentPart }
  | { type: 'largeFile'; uri: vscode.Uri }
  | { type: 'text'; title: string; text: string }
  | { type: 'nothing'; message: string };

/**
 * The document of the active editor, or the file of the active tab where it is too large to be a document. `shown` are
 * the documents of the run that the panel shows.
 */
export async function wholeFile(shown: readonly vscode.Uri[] = []): Promise<WhatToRead> {
  const document = editorToRead(shown)?.document;
  if (document) return read(document);

  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof vscode.TabInputText)) return nothing(noEditorMessage());
  try {
    const { size } = await vscode.workspace.fs.stat(input.uri);
    if (size > documentLimit) return { type: 'largeFile', uri: input.uri };
  } catch (error) {
    return nothing(vscode.l10n.t('{0} cannot be read: {1}', input.uri.path, String(error)));
  }
  try {
    // Right after the window has opened, the tab is there before its document.
    return read(await vscode.workspace.openTextDocument(input.uri));
  } catch {
    return nothing(binaryMessage());
  }
}

/** What is selected in the active editor, which is chosen likewise; cursors without a selection do not count. */
export function selectedParts(shown: readonly vscode.Uri[] = []): WhatToRead {
  const editor = editorToRead(shown);
  if (!editor) return nothing(noEditorMessage());
  if (isBinary(editor.document)) return nothing(binaryMessage());
  const ranges = editor.selections.filter((selection) => !selection.isEmpty);
  if (ranges.length > 0) {
    return { type: 'document', document: editor.document, part: { of: 'selection', ranges } };
  }
  return nothing(
    vscode.l10n.t('Nothing is selected. Select text that holds URLs, or use "Fetch All URLs in File".'),
  );
}

/** The lines that Git has as changed in the active editor's document, which is chosen likewise. */
export async function changedInEditor(
  git: GitApi | undefined,
  shown: readonly vscode.Uri[] = [],
): Promise<WhatToRead> {
  const editor = editorToRead(shown);
  if (!editor) return nothing(noEditorMessage());
  return isBinary(editor.document) ? nothing(binaryMessage()) : changedLines(editor.document, git);
}

/** The URLs at the cursors of the active editor, which is chosen likewise; of a selection, where its cursor is. */
export function atCursors(shown: readonly vscode.Uri[] = []): WhatToRead {
  const editor = editorToRead(shown);
  if (!editor) return nothing(noEditorMessage());
  if (isBinary(editor.document)) return nothing(binaryMessage());
  const ranges = editor.selections.map(({ active }) => new vscode.Range(active, active));
  return { type: 'document', document: editor.document, part: { of: 'cursor', ranges } };
}

/** What was copied, as a list. */
export async function clipboard(): Promise<WhatToRead> {
  const text = await vscode.env.clipboard.readText();
  const title = vscode.l10n.t('Clipboard');
  if (text.trim() !== '') return { type: 'text', title, text };
  return nothing(
    vscode.l10n.t('The clipboard holds no text. Copy text with URLs, then run the command again.'),
  );
}

/** A document as a whole, or the lines from `first` to `last` of it. */
export async function partOfDocument(uri: vscode.Uri, first?: number, last?: number): Promise<WhatToRead> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (first === undefined || last === undefined) return { type: 'document', document };
  const { end } = document.lineAt(Math.min(last, document.lineCount - 1)).range;
  return {
    type: 'document',
    document,
    part: { of: 'selection', ranges: [new vscode.Range(new vscode.Position(first, 0), end)] },
  };
}

/** The active editor; while the results panel has the focus, the list's whose results it shows, or the only one beside it. */
function editorToRead(shown: readonly vscode.Uri[]): vscode.TextEditor | undefined {
  const { activeTextEditor } = vscode.window;
  if (activeTextEditor || !panelHasFocus()) return activeTextEditor;
  const beside = editorsBeside();
  return (
    beside.find(({ document }) => shown.some((uri) => uri.toString() === document.uri.toString())) ??
    (beside.length === 1 ? beside[0] : undefined)
  );
}

function panelHasFocus(): boolean {
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType);
}

function editorsBeside(): readonly vscode.TextEditor[] {
  return vscode.window.visibleTextEditors.filter(
    ({ document: { uri } }) => uri.scheme !== 'output' && uri.scheme !== bodyScheme,
  );
}

function read(document: vscode.TextDocument): WhatToRead {
  return isBinary(document) ? nothing(binaryMessage()) : { type: 'document', document };
}

function isBinary(document: vscode.TextDocument): boolean {
  const last = document.positionAt(binaryPrefix);
  return document.getText(new vscode.Range(new vscode.Position(0, 0), last)).includes('\0');
}

function nothing(message: string): WhatToRead {
  return { type: 'nothing', message };
}

function noEditorMessage(): string {
  if (panelHasFocus() && editorsBeside().length > 1) {
    return vscode.l10n.t('Click into the editor whose URLs you want, then run the command again.');
  }
  return vscode.l10n.t('No editor is open. Open a file that holds URLs, then run the command again.');
}

function binaryMessage(): string {
  return vscode.l10n.t('This file is binary. Open a text file that holds URLs, then run the command again.');
}
