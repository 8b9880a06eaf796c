import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { readDocument } from '../../src/host/readDocument.ts';
import { closeEditors } from './support/editors.ts';
import { withHost } from './support/testHost.ts';

const urlCount = 200_000;

/** Twenty megabytes of prose with 200,000 URLs in it. */
function largeText(): string {
  const padding = 'and some more words of prose, so that the line is as long as lines are';
  return Array.from({ length: urlCount }, (_, nth) => `see https://e.com/page/${nth} ${padding}`).join('\n');
}

suite('a document of 20 MB with 200,000 URLs', () => {
  let document: vscode.TextDocument;
  suiteSetup(async function () {
    this.timeout(60_000);
    document = await vscode.workspace.openTextDocument({ content: largeText(), language: 'plaintext' });
  });
  suiteTeardown(closeEditors);

  test('is read while the extension host stays free', () =>
    withHost(async ({ textWorker }) => {
      // The worker's start is not the reading's.
      await textWorker.read(
        { type: 'pieces', pieces: ['https://e.com/'] },
        { languageId: 'plaintext', merge: true },
      );
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const clock = performance.now();
      const reading = await readDocument(textWorker, document);
      const took = performance.now() - clock;
      delay.disable();
      const longest = delay.max / 1e6;
      console.log(
        `[suite]       read in ${took.toFixed(0)} ms; event loop delay: longest ${longest.toFixed(1)} ms, ` +
          `p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms`,
      );

      assert.ok(reading.type === 'read');
      assert.equal(reading.requests.length, urlCount);
      assert.equal(reading.requests.url(urlCount - 1), `https://e.com/page/${urlCount - 1}`);
      const last = reading.places.at(urlCount - 1);
      assert.equal(last.line, urlCount - 1);
      const range = new vscode.Range(document.positionAt(last.start), document.positionAt(last.end));
      assert.equal(document.getText(range), `https://e.com/page/${urlCount - 1}`);
      // Generous: the machine may be busy with other things.
      assert.ok(longest < 1000, `the event loop was held for ${longest} ms`);
      assert.ok(took < 10_000, `reading took ${took} ms`);
    })).timeout(60_000);
});
