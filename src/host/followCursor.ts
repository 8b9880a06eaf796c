import * as vscode from 'vscode';
import type { TextRange } from '../core/edits.ts';
import { nearest } from '../core/nearest.ts';
import { DisposableStore } from './disposableStore.ts';
import type { PanelView } from './panelView.ts';
import type { Run } from './run.ts';
import type { Settings } from './settings.ts';
import type { RequestOfRun } from './shownRows.ts';
import type { TrackedPlace, TrackedPlaces } from './trackedPlaces.ts';

/** ms after which a cursor is at rest: one that is on its way need not be followed. */
const restMilliseconds = 120;

/** What following takes. */
export interface FollowCursorParts {
  panel: Pick<PanelView, 'visibleRun' | 'followRow' | 'onDidChooseRow'>;
  places: FollowPlaces;
  settings: Pick<Settings, 'followCursor'>;
}

/** What knows where URLs stand now. */
type FollowPlaces = Pick<TrackedPlaces, 'at' | 'in' | 'numberIn' | 'rowTouching' | 'rangeNow'>;

/**
 * Lets the row that is chosen in the panel follow the cursor of an editor, and the cursor the row that a person chooses, where
 * both are to be seen. The focus stays where it is: where that is, is who leads.
 */
export function followCursor({ panel, places, settings }: FollowCursorParts): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  /** What was selected here, and not by a person. */
  let own: vscode.Selection | undefined;
  /** Where a person was last. */
  let latest = vscode.window.activeTextEditor;
  const store = new DisposableStore();
  store.add(
    vscode.window.onDidChangeTextEditorSelection(
      ({ textEditor, selections: [selection, ...others], kind }) => {
        if (own && selection?.isEqual(own)) {
          own = undefined;
          return;
        }
        // Without a kind it was moved by an edit, or is where it was left.
        if (kind === undefined || others.length > 0) return;
        followSoon(textEditor);
      },
    ),
  );
  store.add(
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor) followSoon(editor);
    }),
  );
  store.add(
    panel.onDidChooseRow((request) => {
      if (!settings.followCursor) return;
      clearTimeout(timer);
      own = showUrl(request, places, latest);
    }),
  );
  store.add({ dispose: () => clearTimeout(timer) });
  return store;

  function followSoon(editor: vscode.TextEditor): void {
    latest = editor;
    clearTimeout(timer);
    if (!panel.visibleRun || !settings.followCursor) return;
    timer = setTimeout(() => follow(editor), restMilliseconds);
  }

  function follow({ document, selection }: vscode.TextEditor): void {
    const run = panel.visibleRun;
    if (!run || document.isClosed) return;
    const row = rowAt(document, run, selection.active, places);
    if (row !== undefined) panel.followRow(run, row);
  }
}

/** The row of a run whose URL stands where a cursor is, or alone in its line, and is still what it was. */
function rowAt(
  document: vscode.TextDocument,
  run: Run,
  position: vscode.Position,
  places: FollowPlaces,
): number | undefined {
  const place =
    places.at(document, document.offsetAt(position)) ?? onlyPlace(document, position.line, places);
  if (!place || place.run === run) return place?.row;
  const offset = place.start;
  // A newer run has it too.
  const row = places.rowTouching(document, run, { start: offset, end: offset });
  return row !== undefined && urlOf(run, row) === urlOf(place.run, place.row) ? row : undefined;
}

/** The place in a line, where there is but one. */
function onlyPlace(
  document: vscode.TextDocument,
  line: number,
  places: FollowPlaces,
): TrackedPlace | undefined {
  const { start, end } = document.lineAt(line).range;
  const [first, second] = places.in(document, document.offsetAt(start), document.offsetAt(end));
  return second ? undefined : first;
}

/** Selects the URL of a row in an editor that is to be seen, best the `latest`, unless the cursor of one is at it. Returns what it has selected. */
function showUrl(
  [run, row]: RequestOfRun,
  places: FollowPlaces,
  latest: vscode.TextEditor | undefined,
): vscode.Selection | undefined {
  const editors = vscode.window.visibleTextEditors
    .filter(({ document }) => places.numberIn(document, run) !== undefined)
    .sort((a, b) => Number(b === latest) - Number(a === latest));
  const there = editors.find(
    ({ document, selection }) => rowAt(document, run, selection.active, places) === row,
  );
  if (there) {
    show(there, there.selection);
    return undefined;
  }
  for (const editor of editors) {
    const { document } = editor;
    const found = findUrl(document, run, row, places);
    if (!found) continue;
    const selection = new vscode.Selection(document.positionAt(found.start), document.positionAt(found.end));
    // Of an editor without the focus, this gives it none.
    editor.selection = selection;
    show(editor, selection);
    return selection;
  }
  return undefined;
}

/** Where the URL of a row stands first in a document, as long as it is what it was. */
function findUrl(
  document: vscode.TextDocument,
  run: Run,
  row: number,
  places: FollowPlaces,
): TextRange | undefined {
  const url = urlOf(run, row);
  const number = places.numberIn(document, run);
  for (const place of run.source?.places.ofRow(row) ?? []) {
    if (place.document !== number) continue;
    const range = places.rangeNow(document, run, place);
    if (!range) {
      // Of an earlier window.
      const start = nearest(document.getText(), url, place.start);
      return start === undefined ? undefined : { start, end: start + url.length };
    }
    for (const each of places.in(document, range.start, range.end)) {
      if (urlOf(each.run, each.row) === url) return each;
    }
  }
  return undefined;
}

function urlOf(run: Run, row: number): string {
  return run.requests.url(row);
}

function show(editor: vscode.TextEditor, range: vscode.Range): void {
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
