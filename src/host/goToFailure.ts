import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { isProblem } from '../core/rowMark.ts';
import type { TrackedPlaces } from './trackedPlaces.ts';

/** Puts the cursor of the active editor, or while the panel has the focus that of the first that is to be seen and has been fetched, to the next or previous URL that failed or was not accepted, and from the last goes on to the first; a message says where there is none. */
export function goToFailure(places: Pick<TrackedPlaces, 'in'>, direction: 'next' | 'previous'): void {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editor = activeTextEditor ?? visibleTextEditors.find(({ document }) => hasAny(places, document));
  if (!editor) {
    return say(vscode.l10n.t('No editor is open. Open a file that holds URLs, then run the command again.'));
  }
  const { document } = editor;
  const cursor = document.offsetAt(editor.selection.active);
  const all = [...places.in(document)];
  const starts = all.filter(({ run, row }) => isProblem(run.table, row)).map(({ start }) => start);
  const start =
    direction === 'next'
      ? (starts.find((each) => each > cursor) ?? starts[0])
      : (starts.findLast((each) => each < cursor) ?? starts.at(-1));
  if (start === undefined) {
    const name = basename(document.uri.path);
    return say(
      all.length > 0
        ? vscode.l10n.t('Of what was fetched in {0}, nothing has failed.', name)
        : vscode.l10n.t(
            'Nothing of this document has been fetched in this window. Use "Fetch All URLs in File" or "Show Earlier Runs".',
          ),
    );
  }
  const position = document.positionAt(start);
  if (!activeTextEditor) void vscode.window.showTextDocument(document, editor.viewColumn);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(
    new vscode.Range(position, position),
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
}

function hasAny(places: Pick<TrackedPlaces, 'in'>, document: vscode.TextDocument): boolean {
  return places.in(document).next().done === false;
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
