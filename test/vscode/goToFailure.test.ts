import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { stateCode } from '../../src/core/rowState.ts';
import { goToFailure } from '../../src/host/goToFailure.ts';
import { batchOf } from './support/batch.ts';
import { closeEditors, openUnsaved } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { withMessages } from './support/messages.ts';
import { withPlaces } from './support/withPlaces.ts';

const text = Array.from({ length: 5 }, (_, n) => `see https://example.com/${n}`).join('\n');

suite('the next failure', () => {
  test('is the next or previous one, and after the last the first', () =>
    withPlaces(async ({ places, fetch, fetcher }) => {
      const editor = await openUnsaved(text);
      await fetch(editor.document);
      fetcher.jobs[0]?.onBatch(batchOf([1], { state: stateCode.httpError, status: 404 }));
      fetcher.jobs[0]?.onBatch(batchOf([3], { state: stateCode.failed, failureKind: 1 }));
      fetcher.jobs[0]?.onBatch(batchOf([0, 2]));
      const go = (direction: 'next' | 'previous') => {
        goToFailure(places, direction);
        const { start, isEmpty } = editor.selection;
        assert.ok(isEmpty);
        return [start.line, start.character];
      };
      assert.deepEqual(
        [go('next'), go('next'), go('next')],
        [
          [1, 4],
          [3, 4],
          [1, 4],
        ],
      );
      assert.deepEqual(
        [go('previous'), go('previous')],
        [
          [3, 4],
          [1, 4],
        ],
      );
    }));

  test('is that of a document that is to be seen, which gets the focus, where no editor has it', () =>
    withPlaces(async ({ places, fetch, fetcher }) => {
      const { document, viewColumn } = await openUnsaved(text);
      await fetch(document);
      fetcher.jobs[0]?.onBatch(batchOf([3], { state: stateCode.failed, failureKind: 1 }));
      const panel = vscode.window.createWebviewPanel('test', 'Test', vscode.ViewColumn.Beside);
      try {
        await eventually('the panel to be active', () => panel.active || undefined);
        await eventually('no editor to be active', () => !vscode.window.activeTextEditor || undefined);
        goToFailure(places, 'next');
        const editor = await eventually('the editor to be active', () => {
          const active = vscode.window.activeTextEditor;
          return active?.selection.active.line === 3 ? active : undefined;
        });
        assert.equal(editor.document, document);
        assert.equal(editor.viewColumn, viewColumn);
      } finally {
        panel.dispose();
      }
    }));

  test('is said to be none where there is none, and where nothing was fetched or no editor is open', () =>
    withPlaces(async ({ places, fetch, fetcher }) => {
      const { document } = await openUnsaved(text);
      await withMessages(async (said) => {
        goToFailure(places, 'next');
        await fetch(document);
        fetcher.jobs[0]?.onBatch(batchOf([0, 1, 2, 3, 4]));
        goToFailure(places, 'next');
        await closeEditors();
        goToFailure(places, 'previous');
        assert.match(said[0] ?? '', /^Nothing of this document has been fetched/);
        assert.match(said[1] ?? '', /^Of what was fetched in Untitled-\d+, nothing has failed/);
        assert.match(said[2] ?? '', /^No editor is open/);
        assert.equal(said.length, 3);
      });
    }));
});
