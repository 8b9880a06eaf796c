import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { stateCode } from '../../../src/core/rowState.ts';
import { marksOf } from '../../../src/host/editorMarks.ts';
import { Problems } from '../../../src/host/problems.ts';
import { batchOf } from '../../vscode/support/batch.ts';
import { openUnsaved } from '../../vscode/support/editors.ts';
import { withPlaces } from '../../vscode/support/withPlaces.ts';

const count = 10_000;

/** Median and longest of some times, in ms. */
function told(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const text = (time: number | undefined) => (time ?? 0).toFixed(2);
  return `median ${text(sorted[sorted.length >> 1])} ms, 95 % below ${text(sorted[Math.floor(sorted.length * 0.95)])} ms, longest ${text(sorted.at(-1))} ms of ${times.length}`;
}

suite(`results in a document of ${count} URLs`, () => {
  test('cost an edit, and a scroll, so much', function () {
    this.timeout(120_000);
    let began = 0;
    const times: number[] = [];
    // Listeners are called in the order in which they came.
    const before = vscode.workspace.onDidChangeTextDocument(() => (began = performance.now()));
    return withPlaces(async ({ places, host, fetch, fetcher }) => {
      const after = vscode.workspace.onDidChangeTextDocument(() => times.push(performance.now() - began));
      const problems = new Problems({ places, runs: host.runs, settings: host.settings });
      const editor = await openUnsaved(
        Array.from({ length: count }, (_, n) => `see https://example.com/page/${n}`).join('\n'),
      );
      const { document } = editor;
      const start = performance.now();
      await fetch(document);
      console.log(`[suite] read, and its places taken in: ${(performance.now() - start).toFixed(0)} ms`);
      const rows = Array.from({ length: count }, (_, n) => n);
      fetcher.jobs[0]?.onBatch(batchOf(rows, { state: stateCode.httpError, status: 404 }));

      const edit = async (what: string, each: (n: number) => vscode.Position[], of = 50) => {
        times.length = 0;
        for (let n = 0; n < of; n++) {
          await editor.edit((builder) => each(n).forEach((position) => builder.insert(position, 'x ')));
        }
        console.log(
          `[suite] an edit ${what}: ${told(times)}; ${[...places.in(document)].length} places left`,
        );
      };
      await edit('at the top', () => [new vscode.Position(0, 0)]);
      await edit('in the middle, behind a URL', (n) => [document.lineAt(5000 + n).range.end]);
      const lines = Array.from({ length: count }, (_, n) => new vscode.Position(n, 0));
      await edit('with 900 cursors', () => lines.slice(0, 900), 20);
      await edit('with 10,000 cursors', () => lines, 20);
      assert.ok([...places.in(document)].length > 9000);

      const scrolls = Array.from({ length: 200 }, (_, n) => {
        const range = new vscode.Range(n * 45, 0, n * 45 + 60, 0);
        const at = performance.now();
        marksOf({ places, settings: host.settings }, { document, visibleRanges: [range] });
        return performance.now() - at;
      });
      console.log(`[suite] marks of 60 lines: ${told(scrolls)}`);
      const walk = performance.now();
      assert.ok([...places.in(document)].length > 0);
      console.log(`[suite] all places: ${(performance.now() - walk).toFixed(2)} ms`);
      problems.dispose();
      after.dispose();
      before.dispose();
    });
  });
});
