import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { readDocument, type TextReader } from '../../src/host/readDocument.ts';
import { closeEditors, openUnsaved } from './support/editors.ts';
import { withHost } from './support/testHost.ts';

suite('reading a document', () => {
  teardown(closeEditors);

  const type = async (text: string) => {
    const editor = vscode.window.activeTextEditor;
    assert.ok(await editor?.edit((edit) => edit.insert(new vscode.Position(0, 0), text)));
  };

  /** Reads while somebody types, before or after each of the first `times` readings. */
  const readWhileTyping = (times: number, when: 'before' | 'after') =>
    withHost(async ({ textWorker }) => {
      const { document } = await openUnsaved('https://e.com/last');
      let readings = 0;
      const reader: TextReader = {
        async read(...given) {
          const nth = ++readings;
          if (when === 'before' && nth <= times) await type(`https://e.com/${nth} `);
          const reading = await textWorker.read(...given);
          if (when === 'after' && nth <= times) await type(`https://e.com/${nth} `);
          return reading;
        },
      };
      const reading = await readDocument(reader, document);
      assert.ok(reading.type === 'read');
      const found = Array.from({ length: reading.requests.length }, (_, row) => reading.requests.url(row));
      return { readings, found, text: document.getText() };
    });

  for (const when of ['before', 'after'] as const) {
    test(`begins again when it changes ${when} its text is taken`, async () => {
      const { readings, found, text } = await readWhileTyping(2, when);
      assert.equal(readings, 3);
      assert.deepEqual(found, text.split(' '));
    });

    test(`takes it whole when it never rests, with changes ${when} its text is taken`, async () => {
      const { readings, found } = await readWhileTyping(Infinity, when);
      assert.equal(readings, 4);
      assert.equal(found.at(-1), 'https://e.com/last');
    });
  }

  test('gives the places of each row, in the order of the document', () =>
    withHost(async ({ textWorker }) => {
      const text = 'a https://e.com/1\nb https://e.com/2\nc https://e.com/1#x\n';
      const { document } = await openUnsaved(text);
      const reading = await readDocument(textWorker, document);
      assert.ok(reading.type === 'read');
      const { requests, places } = reading;
      assert.equal(requests.length, 2);
      const found = Array.from({ length: places.length }, (_, nth) => places.at(nth));
      assert.deepEqual(
        found.map(({ row, start, end, line }) => [row, text.slice(start, end), line]),
        [
          [0, 'https://e.com/1', 0],
          [1, 'https://e.com/2', 1],
          [0, 'https://e.com/1#x', 2],
        ],
      );
    }));
});
