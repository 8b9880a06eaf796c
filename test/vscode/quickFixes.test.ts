import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { stateCode } from '../../src/core/rowState.ts';
import { commandIds } from '../../src/host/commandIds.ts';
import { fetchDocument } from '../../src/host/fetchDocument.ts';
import { fixDocument } from '../../src/host/fixDocument.ts';
import { quickFixes } from '../../src/host/quickFixes.ts';
import { TrackedPlaces } from '../../src/host/trackedPlaces.ts';
import { batchOf } from './support/batch.ts';
import { closeEditors, openUnsaved } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { extension, fixture } from './support/extension.ts';
import { withMessages } from './support/messages.ts';
import { withHost } from './support/testHost.ts';
import { withPlaces } from './support/withPlaces.ts';

const { executeCommand } = vscode.commands;

/** A URL of the fixture server that is redirected to a path of it. */
const redirect = (status: number, path: string) =>
  fixture(`/redirect-to?status=${status}&url=${encodeURIComponent(path)}`);

const dead = fixture('/status/404');
/** Nothing listens there. */
const refused = 'http://127.0.0.1:1/';

async function actionsAt(document: vscode.TextDocument, line: number): Promise<vscode.CodeAction[]> {
  const at = document.getText().split('\n')[line]?.indexOf('http') ?? 0;
  const range = new vscode.Range(line, at, line, at);
  const kind = vscode.CodeActionKind.QuickFix.value;
  return executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, kind);
}

/** The titles of Gather's fixes at a line, as soon as its URL has a result. */
async function titlesAt(document: vscode.TextDocument, line: number): Promise<string[]> {
  const actions = await eventually(`the fixes of line ${line}`, async () => {
    const all = await actionsAt(document, line);
    return all.some(({ title }) => title === 'Fetch Again') ? all : undefined;
  });
  return actions.map(({ title }) => title);
}

/** Applies the fix of a title, and gives the text after it. */
async function fix(document: vscode.TextDocument, line: number, title: string): Promise<string> {
  await titlesAt(document, line);
  const action = (await actionsAt(document, line)).find((each) => each.title === title);
  assert.ok(action?.edit, title);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
  return document.getText();
}

/** Opens a text and fetches all of it. */
async function fetched(text: string, language?: string): Promise<vscode.TextDocument> {
  const { document } = await openUnsaved(text, language);
  assert.equal(typeof (await executeCommand(commandIds.fetchFile)), 'string');
  return document;
}

/** Applies what the preview of refactorings shows, as it comes up. */
async function confirm(command: string, document: vscode.TextDocument): Promise<string> {
  const before = document.getText();
  const done = executeCommand(command);
  await eventually('the preview to be applied', async () => {
    await executeCommand('refactorPreview.focus');
    await executeCommand('refactorPreview.apply');
    return document.getText() === before ? undefined : true;
  });
  await done;
  return document.getText();
}

suite('quick fixes', () => {
  suiteSetup(async () => void (await extension().activate()));
  teardown(closeEditors);

  test('replace a URL that has moved for good by its target', async () => {
    const document = await fetched(`see ${redirect(301, '/item/x')}#top.\n`);
    const title = `Replace by ${fixture('/item/x')}`;
    assert.ok((await titlesAt(document, 0)).includes('Update All Moved URLs…'));
    assert.equal(await fix(document, 0, title), `see ${fixture('/item/x')}#top.\n`);
  });

  test('change only the document in which they stand, which may be a cell of a notebook', async () => {
    const text = `see ${redirect(301, '/item/x')}`;
    const other = await fetched(text);
    const cells = [text, text].map(
      (each) => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, each, 'plaintext'),
    );
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData(cells),
    );
    await vscode.window.showNotebookDocument(notebook);
    await executeCommand('notebook.cell.edit');
    const [first, second] = notebook.getCells().map((cell) => cell.document);
    assert.ok(first && second);
    await eventually('the cell', () => vscode.window.activeTextEditor?.document === first || undefined);
    assert.equal(typeof (await executeCommand(commandIds.fetchFile)), 'string');
    assert.equal(await fix(first, 0, `Replace by ${fixture('/item/x')}`), `see ${fixture('/item/x')}`);
    assert.deepEqual([second.getText(), other.getText()], [text, text]);
  });

  test('take the fragment of the target, where that has one', async () => {
    const document = await fetched(`see ${redirect(301, '/item/x#new')}#top.\n`);
    const title = `Replace by ${fixture('/item/x#new')}`;
    assert.equal(await fix(document, 0, title), `see ${fixture('/item/x#new')}.\n`);
  });

  for (const [language, written, escaped] of [
    ['markdown', (url: string) => `[x](${url} "y")\n`, '&'],
    ['json', (url: string) => `{"u": "${url}"}\n`, '\\u0026'],
    ['html', (url: string) => `<a href="${url}">x</a>\n`, '&amp;'],
  ] as const) {
    test(`replace it in the escapes of ${language}`, () =>
      withHost(async (host) => {
        const text = (url: string) => written(url.replaceAll('&', escaped));
        const places = new TrackedPlaces(host.runs);
        const { document } = await openUnsaved(text(redirect(308, '/item/x?a=1&b=2')), language);
        const run = await fetchDocument(host, { type: 'document', document });
        await run?.results;
        const at = document.positionAt(document.getText().indexOf('http'));
        const parts = { places, textWorker: host.textWorker };
        const [first] = await quickFixes(parts, document, new vscode.Range(at, at), { diagnostics: [] });
        places.dispose();
        assert.ok(first?.isPreferred && first.edit);
        assert.ok(await vscode.workspace.applyEdit(first.edit));
        assert.equal(document.getText(), text(fixture('/item/x?a=1&b=2')));
      }));
  }

  test('do not replace a URL where any redirect only passes', async () => {
    const passing = redirect(302, '/item/x');
    const document = await fetched(`${passing}\n${redirect(301, new URL(passing).href)}\n`);
    assert.deepEqual(await titlesAt(document, 0), ['Fetch Again']);
    assert.deepEqual(await titlesAt(document, 1), ['Fetch Again']);
  });

  test('remove the line of a duplicate', async () => {
    const [a, b] = [fixture('/item/a'), fixture('/item/b')];
    const document = await fetched(`${a}\n${b}\n${a}\n${a}\n`);
    assert.deepEqual(await titlesAt(document, 0), ['Fetch Again']);
    assert.ok((await titlesAt(document, 2)).includes('Remove All Duplicates…'));
    assert.equal(await fix(document, 2, 'Remove This Duplicate'), `${a}\n${b}\n${a}\n`);
  });

  test('comment out dead URLs', async () => {
    const document = await fetched(`${dead}\n${refused}\n${fixture('/item/a')} ${dead}?x\n`);
    assert.ok((await titlesAt(document, 0)).includes('Comment Out All Dead URLs…'));
    assert.deepEqual(await titlesAt(document, 2), ['Fetch Again']);
    const after = await fix(document, 1, 'Comment Out This Dead URL');
    assert.ok(after.startsWith(`${dead}\n# ${refused}\nhttp`), after);
  });

  test('belong to the problem of their URL', () =>
    withPlaces(async ({ fetch, fetcher, host, places }) => {
      const { document } = await openUnsaved('https://a.example/\nhttps://b.example/\n');
      await fetch(document);
      fetcher.jobs[0]?.onBatch(batchOf([0, 1], { state: stateCode.httpError, status: 410 }));
      const problem = (line: number, source: string) => {
        const found = new vscode.Diagnostic(new vscode.Range(line, 0, line, 18), 'x');
        found.source = source;
        return found;
      };
      const diagnostics = [problem(0, 'Gather'), problem(0, 'other'), problem(1, 'Gather')];
      const parts = { places, textWorker: host.textWorker };
      const [first] = await quickFixes(parts, document, new vscode.Range(0, 4, 0, 4), { diagnostics });
      assert.equal(first?.title, 'Comment Out This Dead URL');
      assert.deepEqual(first.diagnostics, [diagnostics[0]]);
    }));

  test('are made for the text as it is: what is typed meanwhile leaves none', () =>
    withPlaces(async ({ fetch, fetcher, host, places }) => {
      const editor = await openUnsaved('https://a.example/\nhttps://b.example/\n');
      const { document } = editor;
      await fetch(document);
      fetcher.jobs[0]?.onBatch(batchOf([0, 1], { state: stateCode.httpError, status: 410 }));
      const textWorker = {
        planFix: async (...asked: Parameters<typeof host.textWorker.planFix>) => {
          const plan = await host.textWorker.planFix(...asked);
          await editor.edit((builder) => builder.insert(new vscode.Position(0, 0), '# x\n'));
          return plan;
        },
      };
      const parts = { places, textWorker };
      await withMessages(async (said) => {
        await fixDocument(parts, 'dead');
        assert.match(said.join(), /was changed meanwhile/);
      });
      const fixes = await quickFixes(parts, document, new vscode.Range(1, 0, 1, 0), { diagnostics: [] });
      assert.deepEqual(
        fixes.map(({ title }) => title),
        ['Fetch Again'],
      );
    }));

  test('fetch a URL again', async () => {
    const document = await fetched(fixture('/item/a'));
    await titlesAt(document, 0);
    const { command } = (await actionsAt(document, 0)).find(({ title }) => title === 'Fetch Again') ?? {};
    assert.ok(command);
    assert.equal(
      typeof (await executeCommand(command.command, ...((command.arguments ?? []) as unknown[]))),
      'string',
    );
  });
});

suite('fixes of a whole document', () => {
  suiteSetup(async () => void (await extension().activate()));
  teardown(closeEditors);

  test('update all moved URLs after a preview, in one step to undo', async () => {
    const text = `${redirect(301, '/item/a')}\n${redirect(302, '/item/b')}\n${redirect(308, '/item/c')}\n`;
    const document = await fetched(text);
    for (const line of [0, 1, 2]) await titlesAt(document, line);
    const after = await confirm(commandIds.updateMovedUrls, document);
    assert.equal(after, `${fixture('/item/a')}\n${redirect(302, '/item/b')}\n${fixture('/item/c')}\n`);
    await vscode.window.showTextDocument(document);
    await executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  test('remove all duplicates of a list, fetched or not', async () => {
    const [a, b] = ['https://a.example/', 'https://b.example/'];
    const { document } = await openUnsaved(`${a}\n${b}\n${a}\n${b} # why\n${b}\n`, 'gather-list');
    assert.equal(await confirm(commandIds.removeDuplicates, document), `${a}\n${b}\n${b} # why\n`);
  });

  test('comment out all dead URLs of a list', async () => {
    const alive = fixture('/item/a');
    const document = await fetched(`${dead}\n${alive}\n${refused}\n`);
    for (const line of [0, 1, 2]) await titlesAt(document, line);
    assert.equal(await confirm(commandIds.commentOutDead, document), `# ${dead}\n${alive}\n# ${refused}\n`);
  });

  test('say why there is nothing to do', () =>
    withMessages(async (said) => {
      const commands = [commandIds.updateMovedUrls, commandIds.removeDuplicates, commandIds.commentOutDead];
      const saidBy = async () => {
        for (const command of commands) await executeCommand(command);
        return said.splice(0).join('\n');
      };
      assert.match(await saidBy(), /^(No editor is open.*(\n|$)){3}$/);
      const { document } = await openUnsaved(fixture('/item/a'));
      assert.match(await saidBy(), /^Nothing of this.*\n.* has no line that .*\nNothing of this.*$/);
      await executeCommand(commandIds.fetchFile);
      await titlesAt(document, 0);
      assert.match(await saidBy(), /nothing has moved for good.*\n.*has no line.*\n.*nothing is dead/);
      await fetched(`<${dead}>\n`, 'markdown').then((markdown) => titlesAt(markdown, 0));
      assert.match(await saidBy(), /nothing has moved.*\n.* is no list of URLs.*\n.* is no list of URLs/);
    }));
});
