import * as vscode from 'vscode';
import type { PanelView } from './panelView.ts';
import type { Runs } from './runs.ts';
import type { TrackedPlaces } from './trackedPlaces.ts';

/** What finding a row takes. */
export interface RevealRowParts {
  runs: Pick<Runs, 'list' | 'get'>;
  places: Pick<TrackedPlaces, 'numberIn' | 'rowTouching'>;
  panel: Pick<PanelView, 'shownRun' | 'revealRow'>;
}

/**
 * Shows in the panel the row that is given by its run's id and its number, else that of the URL at the cursor: of the run that
 * is shown, else of the newest one of the document.
 */
export function revealRow({ runs, places, panel }: RevealRowParts, id?: unknown, index?: unknown): void {
  const given = typeof id === 'string' ? runs.get(id) : undefined;
  if (given && typeof index === 'number' && index < given.table.length) return panel.revealRow(given, index);
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    return say(vscode.l10n.t('No editor is open. Put the cursor into a URL, then run the command again.'));
  }
  const { document, selection } = editor;
  const candidates = [panel.shownRun, ...runs.list]
    .filter((run) => run !== undefined)
    .filter((run) => places.numberIn(document, run) !== undefined);
  if (candidates.length === 0) {
    return say(
      vscode.l10n.t(
        'Nothing of this document has been fetched in this window. Use "Fetch All URLs in File" or "Show Earlier Runs".',
      ),
    );
  }
  const cursor = document.offsetAt(selection.active);
  const line = document.lineAt(selection.active.line).range;
  for (const run of candidates) {
    const row =
      places.rowTouching(document, run, { start: cursor, end: cursor }) ??
      places.rowTouching(document, run, {
        start: document.offsetAt(line.start),
        end: document.offsetAt(line.end),
      });
    if (row !== undefined) return panel.revealRow(run, row);
  }
  say(vscode.l10n.t('The URL at the cursor has not been fetched.'));
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
