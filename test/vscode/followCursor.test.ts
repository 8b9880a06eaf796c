import * as vscode from 'vscode';
import { followCursor } from '../../src/host/followCursor.ts';
import type { Run } from '../../src/host/run.ts';
import type { RequestOfRun } from '../../src/host/shownRows.ts';
import { openUnsaved } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { withPlaces } from './support/withPlaces.ts';

const [a, b] = ['https://a.example/1', 'https://b.example'];
const text = `${a}\n${b}\n\n${a}\n`;

/** A panel that shows a run, and notes what it is to choose. */
function panelOf(run: Run) {
  const chosen = new vscode.EventEmitter<RequestOfRun>();
  const followed: number[] = [];
  return {
    followed,
    choose: (row: number) => chosen.fire([run, row]),
    visibleRun: run,
    followRow: (_run: Run, index: number) => void followed.push(index),
    onDidChooseRow: chosen.event,
  };
}

suite('the cursor and the row of the panel', () => {
  test('follow each other', () =>
    withPlaces(async ({ places, fetch }) => {
      const editor = await openUnsaved(text);
      const panel = panelOf(await fetch(editor.document));
      const following = followCursor(panel, places);
      const cursor = () => [editor.selection.active.line, editor.selection.active.character];
      try {
        // As keys do, which an extension cannot press.
        await vscode.commands.executeCommand('cursorMove', { to: 'down' });
        await eventually('the row of the second URL', () => panel.followed.at(-1) === 1 || undefined);
        const isAt = (line: number) => eventually('the cursor', () => cursor()[0] === line || undefined);
        panel.choose(0);
        await isAt(0);
        // It stands there already, if not at the first of its places.
        editor.selection = new vscode.Selection(3, 5, 3, 5);
        await isAt(3);
        panel.choose(1);
        await isAt(1);
      } finally {
        following.dispose();
      }
    }));
});
