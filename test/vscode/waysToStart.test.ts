import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { changedLines, type GitApi } from '../../src/host/changedLines.ts';
import { commandIds } from '../../src/host/commandIds.ts';
import { fetchDocument } from '../../src/host/fetchDocument.ts';
import { atCursors, clipboard, type WhatToRead } from '../../src/host/whatToRead.ts';
import { closeEditors, openUnsaved } from './support/editors.ts';
import { extension, fixture } from './support/extension.ts';
import { withStub } from './support/stub.ts';
import { withHost } from './support/testHost.ts';

/** What is fetched, and what a person is told. */
async function fetched(what: WhatToRead): Promise<{ urls: string[]; title?: string; said: string[] }> {
  const said: string[] = [];
  const window = vscode.window as { showInformationMessage: unknown };
  return withHost((host) =>
    withStub(
      window,
      'showInformationMessage',
      async (message: string) => void said.push(message),
      async () => {
        const run = await fetchDocument(host, what);
        const results = (await run?.results) ?? [];
        const urls = results.map(({ request, outcome }) => {
          assert.equal(outcome, 'ok');
          return new URL(request.url).pathname;
        });
        return { urls, said, ...(run && { title: run.title }) };
      },
    ),
  );
}

suite('ways to start', () => {
  const names = ['a', 'b', 'c', 'd'];
  const text = names.map((name) => fixture(`/item/${name}`)).join('\n');
  suiteSetup(async () => void (await extension().activate()));
  teardown(closeEditors);

  test('fetchAtCursor fetches the URL at each of the cursors', async () => {
    const editor = await openUnsaved(`${text}\nno URL\n`);
    editor.selections = [
      new vscode.Selection(0, 4, 0, 4),
      new vscode.Selection(0, 6, 0, 6),
      new vscode.Selection(2, 0, 3, 2), // from one to the other
      new vscode.Selection(4, 2, 4, 2),
    ];
    const { urls, title } = await fetched(atCursors());
    assert.deepEqual(urls, ['/item/a', '/item/d']);
    assert.match(title ?? '', /\(at cursor\)$/);
    assert.equal(typeof (await vscode.commands.executeCommand(commandIds.fetchAtCursor)), 'string');
  });

  test('fetchAtCursor says where there is no URL at any', async () => {
    const editor = await openUnsaved(`${text}\nno URL\n`);
    editor.selections = [new vscode.Selection(4, 2, 4, 2)];
    const { urls, said } = await fetched(atCursors());
    assert.deepEqual(urls, []);
    assert.match(said.join(), /There is no URL at the cursor/);
  });

  suite('from the clipboard', () => {
    teardown(() => vscode.env.clipboard.writeText(''));

    test('reads a list', async () => {
      await vscode.env.clipboard.writeText(`# ${fixture('/item/off')}\nsee (${fixture('/item/a')}).`);
      const { urls, title } = await fetched(await clipboard());
      assert.deepEqual([urls, title], [['/item/a'], 'Clipboard']);
      assert.equal(typeof (await vscode.commands.executeCommand(commandIds.fetchClipboard)), 'string');
    });

    test('says where it is empty, or holds no URL', async () => {
      await vscode.env.clipboard.writeText('');
      assert.match((await fetched(await clipboard())).said.join(), /The clipboard holds no text/);
      await vscode.env.clipboard.writeText('nothing');
      assert.match((await fetched(await clipboard())).said.join(), /Clipboard holds no URL/);
    });

    test('gives nothing of this machine to what was copied', async () => {
      await vscode.env.clipboard.writeText(fixture('/item/{{$processEnv PATH}}'));
      const { urls, said } = await fetched(await clipboard());
      assert.deepEqual(urls, []);
      assert.match(said.join(), /not used for text from the clipboard/);
    });
  });

  suite('in changed lines', () => {
    const git = (show: () => Promise<string>): GitApi => ({
      state: 'initialized',
      onDidChangeState: new vscode.EventEmitter<void>().event,
      getRepository: () => ({ show }),
    });
    const missing = () => Promise.reject(Object.assign(new Error('no such path'), { exitCode: 128 }));

    /** A file of the workspace with changes that were not saved. */
    const edited = async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder);
      const uri = vscode.Uri.joinPath(folder.uri, 'changed.txt');
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      const editor = await vscode.window.showTextDocument(uri);
      await editor.edit((edit) => edit.insert(new vscode.Position(4, 0), `\n${fixture('/item/unsaved')}`));
      return editor.document;
    };
    teardown(() => vscode.commands.executeCommand('workbench.action.files.revert'));

    test('fetches those that the last commit does not have, saved or not', async () => {
      const head = text.split('\n').toSpliced(1, 1).join('\r\n');
      const { urls, title } = await fetched(
        await changedLines(
          await edited(),
          git(async () => head),
        ),
      );
      assert.deepEqual(urls, ['/item/b', '/item/unsaved']);
      assert.equal(title, 'changed.txt (changed lines)');
    });

    test('fetches all of a file that the last commit does not have', async () => {
      const { urls } = await fetched(await changedLines(await edited(), git(missing)));
      assert.equal(urls.length, 5);
    });

    test('says where nothing has changed, where Git fails, and where there is no repository or no Git', async () => {
      const document = await edited();
      const said = async (api: GitApi | undefined) =>
        (await fetched(await changedLines(document, api))).said.join();
      assert.match(await said(git(async () => document.getText())), /No changed line of changed\.txt/);
      assert.match(await said(git(() => Promise.reject(new Error('broken')))), /Git could not tell.*broken/);
      const none: GitApi = { ...git(missing), getRepository: () => null };
      assert.match(await said(none), /in no Git repository/);
      assert.match(await said(undefined), /Git is not available/);
    });
  });
});
