import * as vscode from 'vscode';
import { type MarkTone, rowMark } from '../core/rowMark.ts';
import { DisposableStore } from './disposableStore.ts';
import type { Runs } from './runs.ts';
import type { Settings } from './settings.ts';
import type { TrackedPlaces } from './trackedPlaces.ts';
import { UpdateQueue } from './updateQueue.ts';

/** After an edit or while scrolling: as good as at once. */
const soonMilliseconds = 20;
/** While results come. */
const resultsMilliseconds = 300;
/** Lines above and below what is to be seen, so that slow scrolling uncovers nothing bare. */
const linesAround = 30;
/** In one editor; a line of a minified file can hold thousands. */
const mostMarks = 500;

const colors: Record<MarkTone, vscode.ThemeColor> = {
  ok: new vscode.ThemeColor('gather.okForeground'),
  moved: new vscode.ThemeColor('gather.movedForeground'),
  notAccepted: new vscode.ThemeColor('gather.notAcceptedForeground'),
  failed: new vscode.ThemeColor('gather.failedForeground'),
  quiet: new vscode.ThemeColor('gather.quietForeground'),
};

/** What the marks need. */
export interface EditorMarkParts {
  places: Pick<TrackedPlaces, 'in' | 'onDidChange'>;
  runs: Pick<Runs, 'onDidStart'>;
  settings: Pick<Settings, 'decorations'>;
}

/** Shows the result of each URL behind it, in the part of each editor that is to be seen. */
export function showMarks(parts: EditorMarkParts): vscode.Disposable {
  const { window, workspace } = vscode;
  const store = new DisposableStore();
  const type = store.add(
    window.createTextEditorDecorationType({
      after: { margin: '0 1em' },
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    }),
  );
  const marked = new WeakSet<vscode.TextEditor>();
  const update = (editor: vscode.TextEditor) => {
    const marks = marksOf(parts, editor);
    if (marks.length === 0 && !marked.has(editor)) return;
    marked.add(editor);
    editor.setDecorations(type, marks);
  };
  const queue = store.add(new UpdateQueue(update));
  const updateIn = (milliseconds: number, document?: vscode.TextDocument) => {
    for (const editor of window.visibleTextEditors) {
      if (!document || editor.document === document) queue.in(milliseconds, editor);
    }
  };
  updateIn(0);
  store.add(window.onDidChangeVisibleTextEditors(() => updateIn(0)));
  store.add(
    window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => queue.in(soonMilliseconds, textEditor)),
  );
  store.add(parts.places.onDidChange((document) => updateIn(soonMilliseconds, document)));
  store.add(parts.runs.onDidStart((run) => run.onDidChange(() => updateIn(resultsMilliseconds))));
  store.add(
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('gather.editor.decorations')) updateIn(0);
    }),
  );
  return store;
}

/** What stands in the part of an editor that is to be seen. */
export function marksOf(
  { places, settings }: Pick<EditorMarkParts, 'places' | 'settings'>,
  editor: Pick<vscode.TextEditor, 'document' | 'visibleRanges'>,
): vscode.DecorationOptions[] {
  const { document } = editor;
  if (!settings.decorations(document.uri)) return [];
  const marks: vscode.DecorationOptions[] = [];
  for (const { start, end } of withLinesAround(editor.visibleRanges)) {
    const first = document.offsetAt(new vscode.Position(start, 0));
    const last = document.offsetAt(document.lineAt(Math.min(end, document.lineCount - 1)).range.end);
    for (const place of places.in(document, first, last)) {
      if (marks.length === mostMarks) return marks;
      const { tone, text } = rowMark(place.run, place.row, vscode.l10n.t);
      marks.push({
        range: new vscode.Range(document.positionAt(place.start), document.positionAt(place.end)),
        renderOptions: { after: { contentText: text, color: colors[tone] } },
      });
    }
  }
  return marks;
}

/** Lines from `start` to `end`, in parts that do not overlap: between them lies what is folded. */
function withLinesAround(ranges: readonly vscode.Range[]): { start: number; end: number }[] {
  let free = 0;
  return ranges.flatMap((range) => {
    const start = Math.max(free, range.start.line - linesAround);
    const end = range.end.line + linesAround;
    free = end + 1;
    return start <= end ? [{ start, end }] : [];
  });
}
