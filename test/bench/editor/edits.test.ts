import assert from 'node:assert/strict';
import process from 'node:process';
import * as vscode from 'vscode';
import { stateCode } from '../../../src/core/rowState.ts';
import { showMarks } from '../../../src/host/editorMarks.ts';
import { Problems } from '../../../src/host/problems.ts';
import type { TrackedPlaces } from '../../../src/host/trackedPlaces.ts';
import { batchOf } from '../../vscode/support/batch.ts';
import { openUnsaved } from '../../vscode/support/editors.ts';
import { withPlaces } from '../../vscode/support/withPlaces.ts';

const count = 10_000;

/** Wall time and this thread's processor time of one thing, in ms: on a busy machine they differ. */
type Time = [wall: number, processor: number];

function now(): Time {
  const { user, system } = process.threadCpuUsage();
  return [performance.now(), (user + system) / 1000];
}

function since([wall, processor]: Time): Time {
  const [wallNow, processorNow] = now();
  return [wallNow - wall, processorNow - processor];
}

/** Tells a measurement to whoever started the suite. */
function tell(what: string, times: readonly Time[]): void {
  if (times.length > 0) console.log(`[suite] measured ${JSON.stringify({ what, times })}`);
}

/** Times what is updated later, by the ms after which it is due, until it is disposed. */
function timeUpdates(): { times: Map<number, Time[]>; dispose: () => void } {
  const times = new Map<number, Time[]>();
  const real = globalThis.setTimeout;
  const timed = (act: () => void, milliseconds = 0) => {
    if (!(new Error().stack ?? '').includes('UpdateQueue')) return real(act, milliseconds);
    return real(() => {
      const began = now();
      act();
      times.set(milliseconds, [...(times.get(milliseconds) ?? []), since(began)]);
    }, milliseconds);
  };
  globalThis.setTimeout = timed as typeof setTimeout;
  return { times, dispose: () => (globalThis.setTimeout = real) };
}

suite(`results in a document of ${count} URLs`, function () {
  this.timeout(300_000);

  const withMarks = (
    use: (editor: vscode.TextEditor, places: TrackedPlaces, lookedUp: vscode.Event<void>) => Promise<void>,
  ) =>
    withPlaces(async ({ places, host, fetch, fetcher }) => {
      const lookUps = new vscode.EventEmitter<void>();
      const { settings, runs } = host;
      const parts = { places, runs, settings };
      const problems = new Problems(parts);
      const marks = showMarks({
        runs,
        settings,
        places: {
          onDidChange: places.onDidChange,
          *in(document, start, end) {
            yield* places.in(document, start, end);
            queueMicrotask(() => lookUps.fire());
          },
        },
      });
      const editor = await openUnsaved(
        Array.from({ length: count }, (_, n) => `see https://example.com/page/${n}`).join('\n'),
      );
      const start = now();
      await fetch(editor.document);
      tell('the document is read, and its places taken in', [since(start)]);
      const rows = Array.from({ length: count }, (_, n) => n);
      fetcher.jobs[0]?.onBatch(batchOf(rows, { state: stateCode.httpError, status: 404 }));
      await use(editor, places, lookUps.event);
      marks.dispose();
      problems.dispose();
    });

  test('cost an edit so much', async () => {
    let began = now();
    let listened: Time[] = [];
    // Listeners are called in the order in which they came.
    const first = vscode.workspace.onDidChangeTextDocument(() => (began = now()));
    await withMarks(async (editor, places) => {
      const last = vscode.workspace.onDidChangeTextDocument(({ contentChanges }) => {
        if (contentChanges.length > 0) listened.push(since(began));
      });
      const { document } = editor;
      const edited = async (
        what: string,
        each: (builder: vscode.TextEditorEdit, n: number) => void,
        of: number,
      ) => {
        listened = [];
        const updates = timeUpdates();
        for (let n = 0; n < of; n++) await editor.edit((builder) => each(builder, n));
        await new Promise((resolve) => setTimeout(resolve, 1500));
        updates.dispose();
        tell(`an edit ${what}`, listened);
        tell('– marks, 20 ms later', updates.times.get(20) ?? []);
        tell('– problems, begun 300 ms after the last', updates.times.get(300) ?? []);
      };
      const edit = (what: string, each: (n: number) => vscode.Position[], of = 200) =>
        edited(what, (builder, n) => each(n).forEach((position) => builder.insert(position, 'x ')), of);
      await edit('at the top', () => [new vscode.Position(0, 0)]);
      await edit('behind a URL in the middle', (n) => [document.lineAt(5000 + n).range.end]);
      const lines = Array.from({ length: count }, (_, n) => new vscode.Position(n, 0));
      await edit('with 900 cursors', () => lines.slice(0, 900), 20);
      await edit('with 10,000 cursors', () => lines, 10);
      const all = () => document.validateRange(new vscode.Range(0, 0, Infinity, 0));
      const replaced = (n: number) => `${n}\n${document.getText()}`;
      await edited('that replaces all', (builder, n) => builder.replace(all(), replaced(n)), 20);
      assert.ok([...places.in(document)].length > 9000);
      last.dispose();
    });
    first.dispose();
  });

  test('follow a scroll so soon', () => {
    let began = now();
    const first = vscode.window.onDidChangeTextEditorVisibleRanges(() => (began = now()));
    return withMarks(async (editor, _, lookedUp) => {
      const times: Time[] = [];
      for (let nth = 1; nth <= 100; nth++) {
        const line = (nth * 3701) % count;
        const done = new Promise<void>((resolve) => {
          const marked = lookedUp(() => {
            marked.dispose();
            times.push(since(began));
            resolve();
          });
        });
        editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.AtTop);
        await done;
      }
      tell('a scroll, from its event to its marks being handed over', times);
    }).finally(() => first.dispose());
  });
});
