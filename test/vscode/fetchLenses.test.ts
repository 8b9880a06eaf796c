import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/host/commandIds.ts';
import { closeEditors } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { extension, fixture } from './support/extension.ts';

const [folder] = vscode.workspace.workspaceFolders ?? [];
let files = 0;

/** Opens a new file; its name tells its language. */
async function openNew(text: string, type: string): Promise<vscode.TextDocument> {
  assert.ok(folder);
  const uri = vscode.Uri.joinPath(folder.uri, 'lenses-test', `${++files}.${type}`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const { document } = await vscode.window.showTextDocument(uri);
  return document;
}

async function lensesOf(text: string, type: string): Promise<vscode.CodeLens[]> {
  const { uri } = await openNew(text, type);
  return vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 5000);
}

/** The line and title of each link. */
const shown = (lenses: readonly vscode.CodeLens[]) =>
  lenses.map(({ range, command }) => [range.start.line, command?.title]);

suite('the links in lists', () => {
  suiteSetup(() => extension().activate());
  teardown(async () => {
    await closeEditors();
    if (folder)
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder.uri, 'lenses-test'), { recursive: true });
  });

  const url = (name: string) => fixture(`/item/${name}`);
  const list = `# a list\n${url('a')}\n### one\n${url('b')} ${url('c')}\n### none\n### two\n${url('d')}\n`;

  test('are at the top and at each group', async () => {
    assert.deepEqual(shown(await lensesOf(list, 'urls')), [
      [0, 'Fetch 4 URLs'],
      [2, 'Fetch 2 URLs'],
      [5, 'Fetch 1 URL'],
    ]);
    assert.deepEqual(shown(await lensesOf('# nothing', 'urls')), []);
    assert.deepEqual(shown(await lensesOf(list, 'txt')), []);
  });

  test('are at each request of a .http file', async () => {
    const text = `GET ${url('a')}\n\n### one\nPOST ${url('b')}\n\n${url('no')}\n### two\n${url('c')}\n${url('d')}`;
    assert.deepEqual(shown(await lensesOf(text, 'http')), [
      [0, 'Fetch 4 URLs'],
      [0, 'Fetch'],
      [3, 'Fetch'],
      [6, 'Fetch 2 URLs'],
      [7, 'Fetch'],
      [8, 'Fetch'],
    ]);
  });

  test('fetch what they stand at', async () => {
    const [all, group] = await lensesOf(list, 'urls');
    for (const [lens, index, body] of [
      [all, 3, 'item d\n'],
      [group, 1, 'item c\n'],
    ] as const) {
      assert.equal(lens?.command?.command, commandIds.fetchPart);
      const id = await vscode.commands.executeCommand<string>(
        lens.command.command,
        ...(lens.command.arguments ?? []),
      );
      const at = vscode.Uri.from({ scheme: 'gather', path: `/${id}/${index}/body.txt` });
      const text = await eventually('the body', async () => {
        try {
          return new TextDecoder().decode(await vscode.workspace.fs.readFile(at));
        } catch {
          return undefined;
        }
      });
      assert.equal(text, body);
    }
  });

  test('have no number in a long list, and are gone when they are switched off', async () => {
    const long = `${url('a')}\n`.repeat(20_001);
    assert.deepEqual(shown(await lensesOf(long, 'urls')), [[0, 'Fetch All URLs']]);
    const configuration = () => vscode.workspace.getConfiguration('gather');
    await configuration().update('codeLens', false, vscode.ConfigurationTarget.Global);
    try {
      assert.deepEqual(shown(await lensesOf(list, 'urls')), []);
    } finally {
      await configuration().update('codeLens', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  test('stand in files whose groups can be folded', async () => {
    const document = await openNew(`### one\n${url('a')}\n\n### two\n${url('b')}`, 'urls');
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    assert.deepEqual(
      folds.map(({ start, end }) => [start, end]),
      [
        [0, 1],
        [3, 4],
      ],
    );
  });
});
