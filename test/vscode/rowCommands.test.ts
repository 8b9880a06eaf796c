import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { GatherApi } from '../../src/api.ts';
import { commandIds } from '../../src/host/commandIds.ts';
import { compareBodies, compareWithEarlierBody } from '../../src/host/compareBodies.ts';
import { fetchDocument } from '../../src/host/fetchDocument.ts';
import type { RequestOfRun } from '../../src/host/shownRows.ts';
import { revealRow } from '../../src/host/revealRow.ts';
import { revealUrl } from '../../src/host/revealUrl.ts';
import { rowHandlers } from '../../src/host/rowHandlers.ts';
import type { Run } from '../../src/host/run.ts';
import { TrackedPlaces } from '../../src/host/trackedPlaces.ts';
import { closeEditors, openUnsaved } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { extension, fixture } from './support/extension.ts';
import { withStub } from './support/stub.ts';
import { FakeFetcher, type TestHost, withHost } from './support/testHost.ts';

/** What is said while something is done. */
async function saidWhile(act: () => unknown): Promise<string> {
  const said: string[] = [];
  const window = vscode.window as { showInformationMessage: unknown };
  await withStub(
    window,
    'showInformationMessage',
    async (message: string) => void said.push(message),
    async () => await act(),
  );
  return said.join('\n');
}

/** The commands on rows of which these are selected. */
function handlers(host: TestHost, selected: readonly RequestOfRun[]) {
  const places = new TrackedPlaces(host.runs);
  return rowHandlers({
    runs: host.runs,
    places,
    panel: { selectedRequests: () => selected, earlierRequest: () => undefined, column: undefined },
  });
}

suite('commands on rows', () => {
  const fetcher = new FakeFetcher();
  const withRun = (use: (host: TestHost, run: Run) => Promise<void>) =>
    withHost(async (host) => use(host, host.start(['https://e.com/a?token=x', 'https://e.com/b'])), {
      fetcher,
    });

  test('copy URLs as they stand in the document, and as cURL without their secrets', () =>
    withRun(async (host, run) => {
      const { copyUrl, copyAsCurl } = handlers(host, [
        [run, 0],
        [run, 1],
      ]);
      await copyUrl();
      assert.equal(await vscode.env.clipboard.readText(), 'https://e.com/a?token=x\nhttps://e.com/b');
      await copyAsCurl();
      const curl = await vscode.env.clipboard.readText();
      assert.match(curl, /^curl 'https:\/\/e\.com\/a\?token=•••' \\\n/);
      assert.match(curl, /\ncurl https:\/\/e\.com\/b \\\n/);
    }));

  test('are about the request that they are given, else about those that are selected', () =>
    withRun(async (host, run) => {
      const { copyUrl } = handlers(host, [[run, 0]]);
      await copyUrl(run.id, 1);
      assert.equal(await vscode.env.clipboard.readText(), 'https://e.com/b');
      // A menu gives its context.
      await copyUrl({ webview: 'gather.results' });
      assert.equal(await vscode.env.clipboard.readText(), 'https://e.com/a?token=x');
      assert.match(await saidWhile(() => handlers(host, []).copyUrl()), /No row is selected/);
    }));

  test('cancel what is selected, and the run where that is all of it', () =>
    withRun(async (host, run) => {
      fetcher.cancelled.splice(0);
      handlers(host, [[run, 1]]).cancelSelected();
      handlers(host, [
        [run, 0],
        [run, 1],
      ]).cancelSelected();
      assert.deepEqual(fetcher.cancelled, [
        { id: run.id, index: 1 },
        { id: run.id, index: undefined },
      ]);
    }));
});

suite('comparing two bodies', () => {
  let run: Run;
  suiteSetup(async () => {
    const api: GatherApi = await extension().activate();
    run = api.gather([fixture('/json/1'), fixture('/json/2'), fixture('/status/204')]) as Run;
    await run.results;
  });
  teardown(closeEditors);

  test("opens VS Code's own comparison", async () => {
    await compareBodies(
      [
        [run, 0],
        [run, 1],
      ],
      vscode.ViewColumn.One,
    );
    const tab = await eventually('the tab', () => vscode.window.tabGroups.activeTabGroup.activeTab);
    assert.ok(tab.input instanceof vscode.TabInputTextDiff);
    assert.equal(tab.label, 'Body of 1 ↔ 2');
    const texts = await Promise.all(
      [tab.input.original, tab.input.modified].map(async (uri) =>
        (await vscode.workspace.openTextDocument(uri)).getText(),
      ),
    );
    assert.deepEqual(
      texts.map((text) => (JSON.parse(text) as { id: number }).id),
      [1, 2],
    );
  });

  test('sets what a URL answered earlier beside what it answers now', async () => {
    await compareWithEarlierBody([run, 1], [run, 0], vscode.ViewColumn.One);
    const tab = await eventually('the tab', () => vscode.window.tabGroups.activeTabGroup.activeTab);
    assert.ok(tab.input instanceof vscode.TabInputTextDiff);
    assert.match(tab.label, /^Body of 1: .+ ↔ now$/);
    assert.match(tab.input.original.path, /\/1\/[^/]+$/);
    const said = await saidWhile(() => compareWithEarlierBody(undefined, [run, 0], vscode.ViewColumn.One));
    assert.match(said, /no earlier body of this URL/);
  });

  test('says which has none', async () => {
    const requests: RequestOfRun[] = [
      [run, 0],
      [run, 2],
    ];
    const said = await saidWhile(() => compareBodies(requests, vscode.ViewColumn.One));
    assert.match(said, /request 3 cannot be compared: The body of this answer is empty/);
  });

  test('says that it takes two', async () => {
    assert.match(await saidWhile(() => compareBodies([[run, 0]], vscode.ViewColumn.One)), /Select two rows/);
  });
});

suite('from a row to its URL and back', () => {
  teardown(closeEditors);

  const text = [fixture('/item/1'), '# between', fixture('/item/2'), fixture('/item/3')].join('\n');
  const withTracking = (
    use: (parts: {
      host: TestHost;
      places: TrackedPlaces;
      editor: vscode.TextEditor;
      run: Run;
    }) => Promise<void>,
  ) =>
    withHost(async (host) => {
      const places = new TrackedPlaces(host.runs);
      try {
        const editor = await openUnsaved(text);
        const run = await fetchDocument(host, { type: 'document', document: editor.document });
        assert.ok(run);
        await run.results;
        await use({ host, places, editor, run });
      } finally {
        places.dispose();
      }
    });
  const selected = () => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.getText(editor.selection);
  };

  test('shows the URL where it stands, also after edits, of itself too', () =>
    withTracking(async ({ places, editor, run }) => {
      await revealUrl(run, 1, places, undefined);
      assert.equal(selected(), fixture('/item/2'));
      await editor.edit((edit) => {
        edit.insert(new vscode.Position(0, 0), 'first\nsecond\n');
        edit.insert(new vscode.Position(2, fixture('/item/').length), '4');
      });
      await revealUrl(run, 1, places, undefined);
      assert.equal(selected(), fixture('/item/42'));
      await revealUrl(run, 2, places, undefined);
      assert.equal(selected(), fixture('/item/3'));
    }));

  test('finds the URL of a run whose edits nobody followed', () =>
    withTracking(async ({ host, editor, run }) => {
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'first\n'));
      const later = new TrackedPlaces(host.runs);
      await revealUrl(run, 1, later, undefined);
      assert.equal(selected(), fixture('/item/2'));
      await editor.edit((edit) => edit.delete(editor.document.lineAt(3).range));
      await revealUrl(run, 1, later, undefined);
      assert.equal(editor.selection.start.line, 2);
      later.dispose();
    }));

  test('says that a run has no document, or none any more', () =>
    withTracking(async ({ host, places, run }) => {
      const other = host.start([fixture('/item/1')]);
      assert.match(await saidWhile(() => revealUrl(other, 0, places, undefined)), /read from no document/);
      await closeEditors();
      await eventually(
        'the document to close',
        () =>
          vscode.workspace.textDocuments.every(
            (each) => each.uri.toString() !== run.source?.documents[0]?.toString(),
          ) || undefined,
      );
      assert.match(await saidWhile(() => revealUrl(run, 0, places, undefined)), /no longer there/);
    }));

  test('shows the row of the URL at the cursor, also after edits', () =>
    withTracking(async ({ host, places, editor, run }) => {
      const revealed: number[] = [];
      const panel = { shownRun: run, revealRow: (_: Run, row: number) => void revealed.push(row) };
      const at = (line: number, character: number) => {
        editor.selection = new vscode.Selection(line, character, line, character);
        return saidWhile(() => revealRow({ runs: host.runs, places, panel }));
      };
      await at(2, 4);
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'first\n'));
      await at(1, 4);
      await at(4, fixture('/item/3').length);
      assert.deepEqual(revealed, [1, 0, 2]);
      assert.match(await at(2, 2), /has not been fetched/);
      const other = await openUnsaved('nothing');
      assert.ok(other);
      assert.match(
        await saidWhile(() => revealRow({ runs: host.runs, places, panel })),
        /Nothing of this document has been fetched/,
      );
    }));

  test('is a command', async () => {
    const all = await vscode.commands.getCommands(true);
    for (const id of [commandIds.revealRow, commandIds.revealUrl]) assert.ok(all.includes(id), id);
  });
});
