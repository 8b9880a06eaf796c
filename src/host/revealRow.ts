import * as vscode from 'vscode';
import type { DocumentEdits } from './documentEdits.ts';
import type { PanelView } from './panelView.ts';
import { rowTouching } from './placesOfRow.ts';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';

/** What finding a row takes. */
export interface RevealRowParts {
  runs: Pick<Runs, 'list' | 'get'>;
  edits: DocumentEdits;
  panel: Pick<PanelView, 'shownRun' | 'revealRow'>;
}

/**
 * Shows in the panel the row that is given by its run's id and its number, else that of the URL at the cursor: of the run that
 * is shown, else of the newest one of the document.
 */
export function revealRow({ runs, edits, panel }: RevealRowParts, id?: unknown, index?: unknown): void {
  const given = typeof id === 'string' ? runs.get(id) : undefined;
  if (given && typeof index === 'number' && index < given.table.length) return panel.revealRow(given, index);
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    return say(vscode.l10n.t('No editor is open. Put the cursor into a URL, then run the command again.'));
  }
  const { document, selection } = editor;
  const uri = document.uri.toString();
  const isOfDocument = (run: Run | undefined) =>
    run?.source?.documents.some((each) => each.toString() === uri) ?? false;
  const candidates = [panel.shownRun, ...runs.list].filter((run) => run !== undefined).filter(isOfDocument);
  if (candidates.length === 0) {
    return say(
      vscode.l10n.t('Nothing of this document has been fetched. Use "Fetch All URLs in File" first.'),
    );
  }
  const cursor = document.offsetAt(selection.active);
  const line = document.lineAt(selection.active.line).range;
  for (const run of candidates) {
    const then = (offset: number) => edits.offsetThen(run, document.uri, offset) ?? offset;
    const row =
      rowTouching(run, document.uri, { start: then(cursor), end: then(cursor) }) ??
      rowTouching(run, document.uri, {
        start: then(document.offsetAt(line.start)),
        end: then(document.offsetAt(line.end)),
      });
    if (row !== undefined) return panel.revealRow(run, row);
  }
  say(vscode.l10n.t('The URL at the cursor has not been fetched.'));
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
