import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { stateCode } from '../../src/core/rowState.ts';
import { marksOf } from '../../src/host/editorMarks.ts';
import { batchOf } from './support/batch.ts';
import { closeEditors, openUnsaved } from './support/editors.ts';
import { withPlaces } from './support/withPlaces.ts';

/** The line and the text of each mark. */
const shown = (marks: readonly vscode.DecorationOptions[]) =>
  marks.map(({ range, renderOptions }) => [range.end.line, renderOptions?.after?.contentText]);

const lines = (first: number, last: number) => new vscode.Range(first, 0, last, 0);

suite('the marks behind URLs', () => {
  teardown(closeEditors);

  test('tell what came of each, with colours of the theme', () =>
    withPlaces(async ({ places, host, fetcher, fetch }) => {
      const { document } = await openUnsaved('https://a.example\nhttps://b.example https://c.example\n');
      const marks = () =>
        marksOf({ places, settings: host.settings }, { document, visibleRanges: [lines(0, 2)] });
      assert.deepEqual(marks(), []);
      await fetch(document);
      assert.deepEqual(shown(marks()), [
        [0, '…'],
        [1, '…'],
        [1, '…'],
      ]);
      fetcher.jobs[0]?.onBatch(batchOf([0]));
      fetcher.jobs[0]?.onBatch(batchOf([2], { state: stateCode.httpError, status: 404 }));
      assert.deepEqual(shown(marks()), [
        [0, '✓ 200 · 5 ms'],
        [1, '…'],
        [1, '! 404 · 5 ms'],
      ]);
      assert.deepEqual(marks()[2]?.range, new vscode.Range(1, 18, 1, 35));
      assert.ok(
        marks().every(({ renderOptions }) => renderOptions?.after?.color instanceof vscode.ThemeColor),
      );
    }));

  test('are only where they can be seen, or nearly so', () =>
    withPlaces(async ({ places, host, fetch }) => {
      const text = Array.from({ length: 2000 }, (_, n) => `https://example.com/${n}`).join('\n');
      const { document } = await openUnsaved(text);
      await fetch(document);
      const linesOf = (...visibleRanges: vscode.Range[]) =>
        shown(marksOf({ places, settings: host.settings }, { document, visibleRanges })).map(
          ([line]) => line,
        );
      const some = linesOf(lines(1000, 1040));
      assert.deepEqual([some[0], some.at(-1), some.length], [970, 1070, 101]);
      const folded = linesOf(lines(0, 10), lines(12, 20), lines(1990, 1999));
      assert.equal(new Set(folded).size, folded.length);
      assert.deepEqual([folded[0], folded.at(-1), folded.length], [0, 1999, 51 + 40]);
      assert.equal(linesOf(lines(0, 1999)).length, 500);
    }));

  test('are none where they are switched off', () =>
    withPlaces(async ({ places, fetch }) => {
      const { document } = await openUnsaved('https://a.example');
      await fetch(document);
      const settings = { decorations: () => false };
      assert.deepEqual(marksOf({ places, settings }, { document, visibleRanges: [lines(0, 0)] }), []);
    }));
});
