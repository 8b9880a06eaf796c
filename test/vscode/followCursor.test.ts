import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { followCursor } from '../../src/host/followCursor.ts';
import type { Run } from '../../src/host/run.ts';
import type { RequestOfRun } from '../../src/host/shownRows.ts';
import { openUnsaved } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { type PlacesHost, withPlaces } from './support/withPlaces.ts';

const [a, b, c] = ['https://a.example/1', 'https://b.example', 'https://c.example/x'];
const text = `${a}\n${b}\n\n${c}\n${a}\n`;

interface Following extends PlacesHost {
  editor: vscode.TextEditor;
  run: Run;
  /** What the panel shows. */
  panel: { visibleRun: Run | undefined };
  settings: { followCursor: boolean };
  /** The rows that the panel was to follow to. */
  followed: number[];
  /** Puts the cursor somewhere, and waits until the row there has been looked for. */
  moveTo: (line: number, character: number) => Promise<void>;
  /** A person chooses a row of the run. */
  choose: (row: number) => void;
  /** What is selected in the editor, once all have been told. */
  selected: () => Promise<string>;
  /** How often a cursor has moved that may be followed. */
  moves: () => number;
}

/** Fetches a list and lets a panel follow its editor; the panel notes what it is to do. */
function withFollowing(use: (following: Following) => Promise<void>): Promise<void> {
  return withPlaces(async (host) => {
    const { places, fetch } = host;
    const editor = await openUnsaved(text);
    const run = await fetch(editor.document);
    const choices = new vscode.EventEmitter<RequestOfRun>();
    const followed: number[] = [];
    const panel: Following['panel'] = { visibleRun: run };
    const settings = { followCursor: true };
    let lookUps = 0;
    let moves = 0;
    let told: readonly vscode.Selection[] = [];
    const changes = vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      if (textEditor === editor) told = selections;
    });
    const following = followCursor({
      panel: {
        get visibleRun() {
          return panel.visibleRun;
        },
        followRow: (_run, row) => void followed.push(row),
        onDidChooseRow: choices.event,
      },
      places: {
        at: (document, offset) => {
          lookUps++;
          return places.at(document, offset);
        },
        in: (...part) => places.in(...part),
        numberIn: (...of) => places.numberIn(...of),
        rowTouching: (...part) => places.rowTouching(...part),
        rangeNow: (...place) => places.rangeNow(...place),
      },
      settings: {
        get followCursor() {
          moves++;
          return settings.followCursor;
        },
      },
    });
    try {
      await use({
        ...host,
        editor,
        run,
        panel,
        settings,
        followed,
        moveTo: async (line, character) => {
          const before = lookUps;
          editor.selection = new vscode.Selection(line, character, line, character);
          await eventually('the row to be looked for', () => lookUps > before || undefined);
        },
        choose: (row) => choices.fire([run, row]),
        selected: async () => {
          const isTold = ({ length }: readonly vscode.Selection[]) =>
            length === told.length && told.every((each, nth) => editor.selections[nth]?.isEqual(each));
          await eventually('the selection to be told', () => isTold(editor.selections) || undefined);
          return editor.document.getText(editor.selection);
        },
        moves: () => moves,
      });
    } finally {
      following.dispose();
      changes.dispose();
    }
  });
}

/** Replaces all of a document at once, as a formatter may do it. */
async function replaceAll(editor: vscode.TextEditor, now: string): Promise<void> {
  const { document } = editor;
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  assert.ok(await editor.edit((builder) => builder.replace(document.validateRange(all), now)));
}

suite('the row of the panel', () => {
  test('follows a cursor that comes to its URL, by keyboard too', () =>
    withFollowing(async ({ moveTo, followed }) => {
      await moveTo(3, c.length);
      await moveTo(2, 0);
      await moveTo(4, 3);
      assert.deepEqual(followed, [2, 0]);
      await vscode.commands.executeCommand('cursorMove', { to: 'up', value: 3 });
      await eventually('the row of the second URL', () => followed[2]);
      assert.deepEqual(followed, [2, 0, 1]);
    }));

  test('follows it to the only URL of its line, and to none where there are several', () =>
    withFollowing(async ({ editor, fetch, panel, moveTo, followed }) => {
      await editor.edit((builder) => builder.insert(new vscode.Position(2, 0), `some ${b} and ${c} here`));
      await editor.edit((builder) => builder.insert(new vscode.Position(3, 0), 'read '));
      panel.visibleRun = await fetch(editor.document);
      await moveTo(3, 1);
      await moveTo(2, 0);
      await moveTo(4, a.length);
      assert.deepEqual(followed, [2, 0]);
    }));

  test('follows to where the cursor is of an editor that gets the focus', () =>
    withFollowing(async ({ editor, moveTo, followed }) => {
      await moveTo(1, 0);
      const other = await vscode.workspace.openTextDocument({ content: 'other' });
      await vscode.window.showTextDocument(other, vscode.ViewColumn.Beside);
      followed.length = 0;
      await vscode.window.showTextDocument(editor.document, editor.viewColumn);
      await eventually('the row of the second URL', () => followed[0]);
      assert.deepEqual(followed, [1]);
    }));

  test('follows it after edits, to no URL that is another now', () =>
    withFollowing(async ({ editor, moveTo, followed }) => {
      await editor.edit((builder) => {
        builder.insert(new vscode.Position(0, 0), 'first\n');
        builder.insert(new vscode.Position(1, b.length), '/more');
      });
      await moveTo(4, 0);
      await moveTo(2, 0);
      assert.deepEqual(followed, [2]);
      await replaceAll(editor, `nothing\n${b}\n${c}\n`);
      await moveTo(0, 0);
      await moveTo(2, 0);
      assert.deepEqual(followed, [2, 2]);
    }));

  test('is of the run that is shown, also where that is not the newest', () =>
    withFollowing(async ({ editor, fetch, panel, moveTo, followed }) => {
      await editor.edit((builder) => builder.delete(new vscode.Range(0, 0, 1, 0)));
      const newer = await fetch(editor.document);
      await moveTo(2, 0);
      panel.visibleRun = newer;
      await moveTo(0, 0);
      assert.deepEqual(followed, [2, 0]);
    }));

  test('stays while no panel is to be seen, and where several cursors are', () =>
    withFollowing(async ({ editor, panel, moves, selected }) => {
      const { visibleRun } = panel;
      panel.visibleRun = undefined;
      editor.selection = new vscode.Selection(1, 0, 1, 0);
      await selected();
      panel.visibleRun = visibleRun;
      editor.selections = [new vscode.Selection(1, 0, 1, 0), new vscode.Selection(3, 0, 3, 0)];
      await selected();
      assert.equal(moves(), 0);
    }));
});

suite('the cursor', () => {
  test('follows a row that is chosen, without the focus, and without an echo', () =>
    withFollowing(async ({ editor, choose, selected, moves, moveTo, followed }) => {
      const other = await vscode.workspace.openTextDocument({ content: 'other' });
      const active = await vscode.window.showTextDocument(other, vscode.ViewColumn.Beside);
      await eventually('the other editor to be looked at', () => moves() > 0 || undefined);
      const movesBefore = moves();
      choose(2);
      assert.equal(await selected(), c);
      choose(1);
      assert.equal(await selected(), b);
      assert.equal(vscode.window.activeTextEditor, active);
      // It was asked once for each choice.
      assert.equal(moves() - movesBefore, 2);
      await moveTo(3, 0);
      assert.deepEqual(followed, [2]);
      choose(0);
      assert.equal(editor.document.getText(editor.selection), a);
    }));

  test('scrolls there, and stays at another place of the row', () =>
    withFollowing(async ({ editor, choose, moveTo }) => {
      await editor.edit((builder) => builder.insert(new vscode.Position(2, 0), '\n'.repeat(500)));
      await moveTo(504, 3);
      editor.revealRange(new vscode.Range(0, 0, 0, 0), vscode.TextEditorRevealType.AtTop);
      const isSeen = (line: number) =>
        eventually(
          `line ${line} to be seen`,
          () =>
            editor.visibleRanges.some(({ start, end }) => start.line <= line && line <= end.line) ||
            undefined,
        );
      await isSeen(0);
      choose(0);
      await isSeen(504);
      assert.deepEqual([editor.selection.active.line, editor.selection.active.character], [504, 3]);
      choose(1);
      await isSeen(1);
      assert.equal(editor.document.getText(editor.selection), b);
    }));

  test('follows to where the URL stands now, and to none that is another by now', () =>
    withFollowing(async ({ editor, choose, selected }) => {
      await replaceAll(editor, `# ${a}\n${b}/more\n${c}\n`);
      choose(2);
      assert.equal(await selected(), c);
      for (const row of [0, 1]) {
        choose(row);
        assert.equal(editor.document.getText(editor.selection), c);
      }
    }));

  test('follows in no document that is not to be seen', () =>
    withFollowing(async ({ editor, choose }) => {
      const other = await openUnsaved('other');
      await eventually(
        'the document to be hidden',
        () => !vscode.window.visibleTextEditors.includes(editor) || undefined,
      );
      const before = vscode.window.tabGroups.activeTabGroup.activeTab?.label;
      choose(2);
      assert.deepEqual(vscode.window.visibleTextEditors, [other]);
      assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.label, before);
    }));

  test('and the row leave each other alone where the settings say so', () =>
    withFollowing(async ({ editor, settings, choose, moves, selected, followed }) => {
      settings.followCursor = false;
      editor.selection = new vscode.Selection(1, 0, 1, 0);
      await selected();
      choose(2);
      assert.equal(moves(), 2);
      assert.equal(editor.selection.active.line, 1);
      assert.deepEqual(followed, []);
    }));
});
