import assert from 'node:assert/strict';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../src/host/commandIds.ts';
import { wholeFile } from '../../src/host/whatToRead.ts';
import { closeEditors, openUnsaved } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { extension, fixture } from './support/extension.ts';
import { withStub } from './support/stub.ts';

suite('bad input is one short message and no run', () => {
  suiteSetup(() => extension().activate());
  setup(closeEditors);
  teardown(closeEditors);

  /** What a person reads when a command is used; asserts that no run came of it. */
  async function messagesOf(command: string): Promise<string[]> {
    const messages: string[] = [];
    const show = async (message: string) => {
      messages.push(message);
    };
    const window = vscode.window as { showInformationMessage: unknown };
    await withStub(window, 'showInformationMessage', show, async () => {
      assert.equal(await vscode.commands.executeCommand(command), undefined);
    });
    return messages;
  }

  /** A file of its own for a test. */
  async function withFile(
    name: string,
    make: (path: string) => Promise<void>,
    use: (uri: vscode.Uri) => Promise<void>,
  ) {
    const folder = await mkdtemp(join(tmpdir(), 'gather-file-'));
    try {
      const path = join(folder, name);
      await make(path);
      await use(vscode.Uri.file(path));
    } finally {
      await closeEditors();
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Pretends that the active tab is of a file for which there is no editor. */
  async function withTabOf(uri: vscode.Uri, use: () => Promise<void>) {
    const activeTab = { input: new vscode.TabInputText(uri) } as vscode.Tab;
    const groups = { activeTabGroup: { activeTab }, all: [] as readonly vscode.TabGroup[] };
    const property = Object.getOwnPropertyDescriptor(vscode.window, 'tabGroups');
    assert.ok(property);
    Object.defineProperty(vscode.window, 'tabGroups', { configurable: true, get: () => groups });
    try {
      await use();
    } finally {
      Object.defineProperty(vscode.window, 'tabGroups', property);
    }
  }

  test('no editor is open', async () => {
    for (const command of [commandIds.fetchFile, commandIds.fetchSelection]) {
      const messages = await messagesOf(command);
      assert.equal(messages.length, 1);
      assert.match(messages[0] ?? '', /No editor is open\. Open a file/);
    }
  });

  test('the panel has the focus, and it is open which editor is meant', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    for (const [at, name] of ['links.md', 'endpoints.json'].entries()) {
      const uri = vscode.Uri.joinPath(folder.uri, name);
      await vscode.window.showTextDocument(uri, { viewColumn: at + 1, preview: false });
    }
    const type = 'gather.results';
    const panel = vscode.window.createWebviewPanel(type, 'Results', vscode.ViewColumn.Three);
    await eventually('the focus to leave', () => vscode.window.activeTextEditor === undefined || undefined);
    for (const command of [commandIds.fetchFile, commandIds.fetchSelection]) {
      assert.match((await messagesOf(command)).join(), /^Click into the editor whose URLs you want/);
    }
    const what = await wholeFile([vscode.Uri.joinPath(folder.uri, 'links.md')]);
    assert.match(what.type === 'document' ? what.document.fileName : what.type, /links\.md$/);
    panel.dispose();
  });

  test('no URL is found', async () => {
    await openUnsaved('nothing here: example.com, ftp://e.com\n');
    const messages = await messagesOf(commandIds.fetchFile);
    assert.equal(messages.length, 1);
    assert.match(messages[0] ?? '', /holds no URL/);
  });

  test('the document is empty', async () => {
    await openUnsaved('');
    assert.match((await messagesOf(commandIds.fetchFile)).join(), /holds no URL/);
  });

  test('the selection is empty', async () => {
    await openUnsaved(fixture('/item/1'));
    assert.match((await messagesOf(commandIds.fetchSelection)).join(), /Nothing is selected\. Select/);
  });

  test('the selection touches no URL', async () => {
    const editor = await openUnsaved(`some words\n${fixture('/item/1')}`);
    editor.selection = new vscode.Selection(0, 0, 0, 4);
    assert.match((await messagesOf(commandIds.fetchSelection)).join(), /selection holds no URL/);
  });

  test('the document is binary', async () => {
    await openUnsaved(`\0\u0001${fixture('/item/1')}`);
    assert.match((await messagesOf(commandIds.fetchFile)).join(), /is binary/);
  });

  test('the file is binary, so that VS Code shows no editor for it', () =>
    withFile(
      'program.bin',
      (path) => writeFile(path, Buffer.from([0, 1, 2, 3, 0, 0, 255])),
      async (uri) => {
        await vscode.commands.executeCommand('vscode.open', uri);
        assert.match((await messagesOf(commandIds.fetchFile)).join(), /is binary|No editor/);
      },
    ));

  test('but a file whose tab is there before its editor is read', () =>
    withFile(
      'early.txt',
      (path) => writeFile(path, fixture('/item/early')),
      (uri) =>
        withTabOf(uri, async () => {
          const what = await wholeFile();
          assert.equal(what.type === 'document' && what.document.uri.fsPath, uri.fsPath);
        }),
    ));

  test('but a file too large to be a document is read from its URI', () =>
    withFile(
      'large.txt',
      async (path) => {
        const file = await open(path, 'w');
        const padding = `${'x'.repeat(99)}\n`.repeat(10_000);
        for (let megabyte = 0; megabyte < 60; megabyte++) await file.write(padding);
        await file.write(`${fixture('/item/at-the-end')}\n`);
        await file.close();
      },
      async (uri) => {
        // The workbench asks a person before it opens so large a file.
        await withTabOf(uri, async () => {
          const id: unknown = await vscode.commands.executeCommand(commandIds.fetchFile);
          assert.ok(typeof id === 'string');
          const body = vscode.Uri.from({ scheme: 'gather', path: `/${id}/0/body.txt` });
          const text = await eventually('the body', () =>
            vscode.workspace.fs.readFile(body).then(
              (bytes) => new TextDecoder().decode(bytes),
              () => undefined,
            ),
          );
          assert.equal(text, 'item at-the-end\n');
        });
      },
    ));
});
