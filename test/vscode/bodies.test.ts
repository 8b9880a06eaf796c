import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { BodyFileSystem } from '../../src/host/bodyFileSystem.ts';
import { bodyColumn } from '../../src/host/bodyColumn.ts';
import { bodyUri, prettyUri } from '../../src/host/bodyUri.ts';
import { commandIds } from '../../src/host/commandIds.ts';
import { openBody } from '../../src/host/openBody.ts';
import type { Run } from '../../src/host/run.ts';
import { Runs } from '../../src/host/runs.ts';
import { TemporaryFolder } from '../../src/host/temporaryFolder.ts';
import type { GatherApi } from '../../src/api.ts';
import { closeEditors, openUnsaved } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { extension, fixture } from './support/extension.ts';
import { withMessages } from './support/messages.ts';
import { withStub } from './support/stub.ts';
import { FakeFetcher, type TestHost, withHost } from './support/testHost.ts';

const { executeCommand } = vscode.commands;

const urls = () => [
  fixture('/json/3'),
  fixture('/charset/shift_jis?hex=8abf8e9a'),
  fixture('/charset/utf-8?hex=efbbbf68c3a4'),
  fixture('/image/1'),
  fixture('/status/204'),
  'http://127.0.0.1:1/',
  fixture('/bytes/60/run.ipynb'),
  fixture('/item/run.ipynb'),
  fixture('/echo'),
];

async function uriOf(run: Run, index: number): Promise<vscode.Uri> {
  const result = (await run.results)[index];
  assert.ok(result);
  return bodyUri(run.id, index, result);
}

suite('bodies as files', () => {
  /** A run that has ended, and the file system of its window, or of the window after a reload. */
  const withFiles = (
    use: (files: BodyFileSystem, run: Run, host: TestHost) => Promise<void>,
    reloaded: boolean,
  ) =>
    withHost(async (host) => {
      const run = host.start(urls());
      await run.results;
      const log = { info() {}, debug() {}, warn() {}, error() {} };
      const runs = reloaded
        ? new Runs(host.runs.folder, new FakeFetcher(), log, new TemporaryFolder())
        : host.runs;
      await use(new BodyFileSystem(runs, host.textWorker), run, host);
    });

  for (const reloaded of [false, true]) {
    suite(reloaded ? 'after a reload of the window' : 'of a run of this window', () => {
      test('give text as UTF-8, whatever its charset was', () =>
        withFiles(async (files, run) => {
          for (const [index, text] of [
            [1, '漢字'],
            [2, 'hä'],
          ] as const) {
            const bytes = await files.readFile(await uriOf(run, index));
            assert.equal(Buffer.from(bytes).toString(), text);
            const { size } = await files.stat(await uriOf(run, index));
            assert.equal(size, bytes.length);
          }
        }, reloaded));

      test('give all else as it came', () =>
        withFiles(async (files, run) => {
          const bytes = await files.readFile(await uriOf(run, 3));
          assert.deepEqual([...bytes.subarray(1, 4)], [...Buffer.from('PNG')]);
        }, reloaded));

      test('are not there for what is no body', () =>
        withFiles(async (files, run) => {
          const notFound = (error: unknown) =>
            error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
          for (const path of [
            (await uriOf(run, 0)).path.replace(/[^/]+$/, 'run.ipynb'),
            '/',
            `/${run.id}`,
            `/${run.id}/x/a.txt`,
            '/../0/a.txt',
            `/${run.id}/0/ugly/a.json`,
          ]) {
            await assert.rejects(files.readFile(vscode.Uri.from({ scheme: 'gather', path })), notFound, path);
          }
        }, reloaded));
    });
  }

  test('of a run that is gone say so', () =>
    withFiles(async (files) => {
      const path = '/20260101-000000-000-0123456789abcdef/0/a.txt';
      await assert.rejects(
        files.readFile(vscode.Uri.from({ scheme: 'gather', path })),
        /The stored answers of this run have been deleted/,
      );
    }, false));

  for (const reloaded of [false, true]) {
    test(`are pretty printed where they are JSON${reloaded ? ', after a reload too' : ''}`, () =>
      withFiles(async (files, run) => {
        const uriAt = async (index: number) => {
          const result = (await run.results)[index];
          assert.ok(result);
          return prettyUri(run.id, index, result);
        };
        const bytes = await files.readFile(await uriAt(0));
        assert.equal(Buffer.from(bytes).toString(), '{\n  "id": 3,\n  "name": "item 3"\n}\n');
        await assert.rejects(files.readFile(await uriAt(1)), /This body is no JSON/);
      }, reloaded));
  }

  test('cannot be written', () =>
    withFiles(async (files, run) => {
      const uri = await uriOf(run, 0);
      const noPermissions = (error: unknown) =>
        error instanceof vscode.FileSystemError && error.code === 'NoPermissions';
      assert.throws(() => files.writeFile(uri), noPermissions);
      assert.throws(() => files.delete(uri), noPermissions);
      assert.throws(() => files.rename(uri), noPermissions);
      assert.throws(() => files.createDirectory(uri), noPermissions);
    }, false));
});

suite('opening a body', () => {
  let api: GatherApi;
  let run: Run;
  suiteSetup(async () => {
    api = await extension().activate();
    // The real extension's own run: its file system knows it.
    run = api.gather(urls()) as Run;
    await run.results;
  });
  teardown(closeEditors);

  test('shows text in an editor of the right language, in the column that was asked for', async () => {
    await openBody(run, 0, vscode.ViewColumn.Two);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.languageId, 'json');
    assert.equal(editor.viewColumn, vscode.ViewColumn.Two);
    assert.deepEqual(JSON.parse(editor.document.getText()), { id: 3, name: 'item 3' });
  });

  test('pretty prints JSON into a document of its own, and says where that cannot be', async () => {
    await executeCommand(commandIds.prettyPrint, run.id, 8);
    const editor = await eventually('the pretty print', () => vscode.window.activeTextEditor);
    assert.equal(editor.document.languageId, 'json');
    assert.equal(editor.document.lineCount, 5);
    await openBody(run, 8, vscode.ViewColumn.One);
    assert.equal(vscode.window.activeTextEditor?.document.lineCount, 1);
    await executeCommand(commandIds.prettyPrint);
    assert.equal(vscode.window.activeTextEditor?.document.lineCount, 5);
    await withMessages(async (said) => {
      await executeCommand(commandIds.prettyPrint, run.id, 1);
      assert.match(said.join(), /no JSON/);
    });
  });

  test('cannot be edited', async () => {
    await openBody(run, 0, vscode.ViewColumn.One);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.equal(vscode.workspace.fs.isWritableFileSystem('gather'), false);
    await executeCommand('type', { text: 'x' });
    assert.ok(!editor.document.isDirty);
  });

  test('shows text that was not UTF-8', async () => {
    await openBody(run, 1, vscode.ViewColumn.One);
    assert.equal(vscode.window.activeTextEditor?.document.getText(), '漢字');
  });

  test('never takes the place of a tab that was a preview, and reuses its own', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const list = vscode.Uri.joinPath(folder.uri, 'urls.txt');
    await vscode.window.showTextDocument(list, { preview: true });
    const tabs = () => vscode.window.tabGroups.activeTabGroup.tabs;
    await eventually('the list as a preview', () => tabs()[0]?.isPreview);
    for (const index of [0, 3, 1]) await openBody(run, index, vscode.ViewColumn.One);
    await eventually('the last body', () => tabs().some((tab) => tab.label === 'shift_jis.txt'));
    assert.deepEqual(
      tabs().map((tab) => tab.label),
      ['urls.txt', 'shift_jis.txt'],
    );
  });

  test('shows a picture as a picture', async () => {
    await openBody(run, 3, vscode.ViewColumn.One);
    const tab = await eventually(
      'the viewer of pictures',
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.input,
    );
    assert.ok(tab instanceof vscode.TabInputCustom, 'not a custom editor');
    assert.equal(tab.viewType, 'imagePreview.previewEditor');
  });

  for (const [index, name] of [
    [6, 'run.ipynb.bin'],
    [7, 'run.ipynb.txt'],
  ] as const) {
    test(`never lets the URL choose the editor: ${name}`, async () => {
      await openBody(run, index, vscode.ViewColumn.One);
      const tab = await eventually('the tab', () => vscode.window.tabGroups.activeTabGroup.activeTab);
      assert.equal(tab.label, name);
      assert.ok(tab.input instanceof vscode.TabInputText, 'not the text editor');
    });
  }

  /** Opens a body that cannot be opened; gives what the status bar says. */
  async function refused(of: Run, index: number): Promise<string> {
    const messages: string[] = [];
    const window = vscode.window as { setStatusBarMessage: unknown };
    const keep = (message: string) => messages.push(message);
    await withStub(window, 'setStatusBarMessage', keep, () => openBody(of, index, vscode.ViewColumn.One));
    assert.equal(vscode.window.activeTextEditor, undefined);
    return messages.join();
  }

  for (const [index, reason] of [
    [4, /empty/],
    [5, /refused|127\.0\.0\.1/i],
  ] as const) {
    test(`says why there is none: ${reason}`, async () => assert.match(await refused(run, index), reason));
  }

  test('says that a URL was only checked', async () => {
    const checked = api.gather([fixture('/item/1')], { mode: 'check' }) as Run;
    await checked.results;
    assert.match(await refused(checked, 0), /Checked without its body\. Set "gather\.mode" to "fetch"/);
  });

  test('says that the disk did not take it', () =>
    withHost(
      async ({ runs, start }) => {
        await writeFile(runs.folder, 'in the way');
        const unstored = start([fixture('/item/1')]);
        await unstored.results;
        assert.match(await refused(unstored, 0), /Not stored: E\w+/);
      },
      { temporaryParent: 'no such folder' },
    ));
});

suite('the column of a body', () => {
  teardown(closeEditors);

  const [one, two, three] = [vscode.ViewColumn.One, vscode.ViewColumn.Two, vscode.ViewColumn.Three];

  test('is beside the panel where there is no other', () => assert.equal(bodyColumn(one), two));

  test('is not that of the panel, nor that of the list where there is a third', async () => {
    const list = await openUnsaved('https://e.com/');
    const { uri } = list.document;
    const other = await vscode.workspace.openTextDocument({ content: 'panel' });
    await vscode.window.showTextDocument(other, { viewColumn: two });
    assert.equal(bodyColumn(two, [uri]), one);
    assert.equal(bodyColumn(one, [uri]), two);
    const third = await vscode.workspace.openTextDocument({ content: 'third' });
    await vscode.window.showTextDocument(third, { viewColumn: three });
    assert.equal(bodyColumn(two, [uri]), three);
  });

  test('is that of other bodies', async () => {
    const api = await extension().activate();
    const run = api.gather([fixture('/item/1')]) as Run;
    await run.results;
    const list = await openUnsaved('https://e.com/');
    const other = await vscode.workspace.openTextDocument({ content: 'other' });
    await vscode.window.showTextDocument(other, { viewColumn: two });
    await openBody(run, 0, one);
    assert.equal(bodyColumn(three, [list.document.uri]), one);
  });
});

suite('old runs', () => {
  test('leave the list with their files', () =>
    withHost(async ({ runs, start }) => {
      const first = start([fixture('/item/1')]);
      const second = start([fixture('/hang')]);
      await first.results;
      runs.forget(new Set([first.id, second.id]));
      assert.deepEqual(
        runs.list.map((run) => run.id),
        [second.id],
      );
      assert.equal(runs.get(first.id), undefined);
      assert.equal(first.folder, join(runs.folder, first.id));
    }));
});
