import * as vscode from 'vscode';
import { DisposableStore } from './disposableStore.ts';
import type { PanelView } from './panelView.ts';
import { placesOfRow } from './placesOfRow.ts';
import type { RequestOfRun } from './shownRows.ts';
import type { TrackedPlaces } from './trackedPlaces.ts';

/** ms after which a cursor, or a choice, is at rest: one that is on its way, or typing, need not be followed. */
const restMilliseconds = 50;

/** Lets the row that is chosen in the panel follow the cursor, and the cursor that row; the focus stays where it is. */
export function followCursor(
  panel: Pick<PanelView, 'visibleRun' | 'followRow' | 'onDidChooseRow'>,
  places: Pick<TrackedPlaces, 'rowTouching' | 'uriNow' | 'rangeNow'>,
): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const soon = (act: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(act, restMilliseconds);
  };
  const { Keyboard, Mouse } = vscode.TextEditorSelectionChangeKind;
  const store = new DisposableStore();
  store.add(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
      if (kind !== Keyboard && kind !== Mouse) return;
      soon(() => followIn(textEditor));
    }),
  );
  store.add(panel.onDidChooseRow((request) => soon(() => moveCursor(request, places))));
  store.add({ dispose: () => clearTimeout(timer) });
  return store;

  function followIn({ document, selection, selections }: vscode.TextEditor): void {
    const run = panel.visibleRun;
    if (!run || selections.length !== 1 || document.isClosed) return;
    const cursor = document.offsetAt(selection.active);
    const row = places.rowTouching(document, run, { start: cursor, end: cursor });
    if (row !== undefined) panel.followRow(run, row);
  }
}

/** Moves the cursor of an editor that is to be seen to the URL of a row, unless it is at one of its places already. */
function moveCursor([run, row]: RequestOfRun, places: Pick<TrackedPlaces, 'uriNow' | 'rangeNow'>): void {
  let move: (() => void) | undefined;
  for (const place of placesOfRow(run, row)) {
    const uri = (places.uriNow(run, place.document) ?? place.uri).toString();
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
    const found = editor && places.rangeNow(editor.document, run, place);
    if (!found) continue;
    const { document } = editor;
    const range = new vscode.Range(document.positionAt(found.start), document.positionAt(found.end));
    if (range.contains(editor.selection.active)) return;
    move ??= () => {
      editor.selection = new vscode.Selection(range.start, range.start);
      editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    };
  }
  move?.();
}
