import assert from 'node:assert/strict';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { GatherApi } from '../../src/api.ts';
import type { RunFile } from '../../src/core/runFormat.ts';
import { commandIds } from '../../src/host/commandIds.ts';
import type { Run } from '../../src/host/run.ts';
import { newRunId } from '../../src/host/runId.ts';
import { closeEditors, openUnsaved } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { extension, fixture } from './support/extension.ts';
import { withStub } from './support/stub.ts';

interface MenuItem {
  command?: string;
  submenu?: string;
  when?: string;
}

/** A stored run of a person that was interrupted when the first of its two requests had ended. */
async function interruptedRun(api: GatherApi): Promise<{ id: string; folder: string }> {
  const whole = api.gather([fixture('/item/a'), fixture('/item/b')]) as Run;
  await whole.results;
  const summary = join(whole.folder, 'summary.json');
  await eventually('the summary', () => readFile(summary).catch(() => undefined));
  const id = newRunId();
  const folder = join(dirname(whole.folder), id);
  const at = (name: string) => join(folder, name);
  await cp(whole.folder, folder, { recursive: true });
  await Promise.all([rm(at('summary.json')), rm(at('lock.json'), { force: true })]);
  const file = JSON.parse(await readFile(at('run.json'), 'utf8')) as RunFile;
  await writeFile(at('run.json'), JSON.stringify({ ...file, id, byCommand: true }));
  const lines = (await readFile(at('results.ndjson'), 'utf8')).split('\n');
  await writeFile(at('results.ndjson'), `${lines.find((line) => line.startsWith('{"index":0,'))}\n`);
  return { id, folder };
}

suite('the commands', () => {
  let api: GatherApi;
  suiteSetup(async () => {
    api = await extension().activate();
  });
  teardown(closeEditors);

  /** What the run of an id got for a request, by way of the files of bodies. */
  const bodyOf = (run: string, index: number) =>
    eventually(`body ${index}`, async () => {
      const uri = vscode.Uri.from({ scheme: 'gather', path: `/${run}/${index}/body.txt` });
      try {
        return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      } catch {
        return undefined;
      }
    });

  const execute = async (command: string, ...args: unknown[]) => {
    const id: unknown = await vscode.commands.executeCommand(command, ...args);
    assert.ok(typeof id === 'string', `${command} gave no id`);
    return id;
  };

  const panelTabs = () =>
    vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(
        (tab) => tab.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith('gather.results'),
      );

  test('stand in the palette and in the context menu', () => {
    const { contributes } = extension().packageJSON as {
      contributes: { commands: { command: string }[]; menus: Record<string, MenuItem[]> };
    };
    const palette = new Map(contributes.menus['commandPalette']?.map((item) => [item.command, item.when]));
    const hidden = contributes.commands.filter(({ command }) => palette.get(command) === 'false');
    assert.deepEqual(
      hidden.map(({ command }) => command),
      [commandIds.fetchResources, commandIds.fetchPart, commandIds.explainFailure],
    );
    assert.equal(palette.get(commandIds.fetchSelection), 'editorHasSelection');

    const submenu = contributes.menus['editor/context']?.find((item) => item.submenu)?.submenu ?? '';
    assert.deepEqual(
      contributes.menus[submenu]?.map(({ command, when }) => [command, when]),
      [
        [commandIds.fetchFile, undefined],
        [commandIds.fetchSelection, 'editorHasSelection'],
        [commandIds.fetchAtCursor, undefined],
        [commandIds.fetchChangedLines, undefined],
        [commandIds.revealRow, undefined],
      ],
    );
  });

  test('are all registered', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    for (const id of Object.values(commandIds)) assert.ok(known.has(id), id);
  });

  test('fetchFile fetches the URLs of a document that was never saved, and opens the panel beside', async () => {
    const editor = await openUnsaved(`a ${fixture('/item/a')}\nb ${fixture('/item/b')}\n`);
    const id = await execute(commandIds.fetchFile);
    assert.equal(await bodyOf(id, 0), 'item a\n');
    assert.equal(await bodyOf(id, 1), 'item b\n');
    const [panel] = await eventually('the panel', () => (panelTabs().length > 0 ? panelTabs() : undefined));
    assert.equal(panel?.label, 'Gather Results');
    assert.notEqual(panel?.group.viewColumn, editor.viewColumn);
    assert.equal(vscode.window.activeTextEditor?.document, editor.document, 'the focus has moved');
  });

  test('showResults leaves no panel of an extension host that died beside its own', async () => {
    await closeEditors();
    const dead = vscode.window.createWebviewPanel('gather.results', 'Dead', vscode.ViewColumn.One);
    const gone = new Promise((resolve) => dead.onDidDispose(resolve));
    await eventually('its tab', () => panelTabs().length === 1 || undefined);
    await vscode.commands.executeCommand(commandIds.showResults);
    await gone;
    const labels = await eventually('one tab', () =>
      panelTabs().length === 1 ? panelTabs().map(({ label }) => label) : undefined,
    );
    assert.deepEqual(labels, ['Gather Results']);
  });

  test('copyRunPath copies the path of the folder of the shown run', async () => {
    await openUnsaved(fixture('/item/path'));
    const id = await execute(commandIds.fetchFile);
    await bodyOf(id, 0);
    const said: string[] = [];
    const window = vscode.window as { showInformationMessage: unknown };
    const listen = async (message: string) => void said.push(message);
    await withStub(window, 'showInformationMessage', listen, async () => {
      await vscode.commands.executeCommand(commandIds.copyRunPath);
    });
    const path = await vscode.env.clipboard.readText();
    assert.ok((await readFile(join(path, 'run.json'), 'utf8')).includes(id));
    assert.ok(said.join().endsWith(path));
  });

  test('fetchFile does not cover the document with the panel', async () => {
    const { document } = await openUnsaved(fixture('/item/covered'));
    await vscode.commands.executeCommand(commandIds.showResults);
    await vscode.commands.executeCommand('workbench.action.moveEditorToFirstGroup');
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    await execute(commandIds.fetchFile);
    await eventually(
      'the panel beside',
      () =>
        panelTabs().some((tab) => tab.isActive && tab.group.viewColumn !== editor.viewColumn) || undefined,
    );
    assert.equal(vscode.window.activeTextEditor?.document, document);
  });

  test('fetchFile moves a panel that the document covers to the other column, and makes no third', async () => {
    await closeEditors();
    const { document: first } = await openUnsaved(fixture('/item/first'));
    await vscode.window.showTextDocument(first, { viewColumn: vscode.ViewColumn.One, preview: false });
    await execute(commandIds.fetchFile);
    await eventually(
      'the panel beside',
      () => panelTabs().some(({ group }) => group.viewColumn === vscode.ViewColumn.Two) || undefined,
    );
    const { document } = await openUnsaved(fixture('/item/second'));
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Two, preview: false });
    await execute(commandIds.fetchFile);
    await eventually(
      'the panel in the first column',
      () =>
        panelTabs().some(({ isActive, group }) => isActive && group.viewColumn === vscode.ViewColumn.One) ||
        undefined,
    );
    // The next file that is looked at takes the place of a preview.
    await eventually(
      'the one panel that stays',
      () => (panelTabs().length === 1 && panelTabs()[0]?.isPreview === false) || undefined,
    );
    assert.equal(vscode.window.tabGroups.all.length, 2);
    assert.equal(vscode.window.activeTextEditor?.document, document);
  });

  test('fetchFile shows a panel that another document covers where it is', async () => {
    await closeEditors();
    const { document } = await openUnsaved(fixture('/item/left'));
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
    await execute(commandIds.fetchFile);
    await eventually(
      'the panel beside',
      () => panelTabs().some(({ group }) => group.viewColumn === vscode.ViewColumn.Two) || undefined,
    );
    const { document: other } = await openUnsaved('covers it');
    await vscode.window.showTextDocument(other, { viewColumn: vscode.ViewColumn.Two, preview: false });
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
    await execute(commandIds.fetchFile);
    const tab = await eventually('the panel to be seen', () => panelTabs().find(({ isActive }) => isActive));
    assert.deepEqual([tab.group.viewColumn, tab.isPreview], [vscode.ViewColumn.Two, false]);
    assert.equal(vscode.window.activeTextEditor?.document, document);
  });

  test('fetchFile opens no panel where a person does not want one', async () => {
    await closeEditors();
    const configuration = vscode.workspace.getConfiguration('gather');
    await configuration.update('openResults', 'never', vscode.ConfigurationTarget.Global);
    try {
      await openUnsaved(fixture('/item/quiet'));
      const id = await execute(commandIds.fetchFile);
      assert.equal(await bodyOf(id, 0), 'item quiet\n');
      assert.equal(panelTabs().length, 0);
    } finally {
      await configuration.update('openResults', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  test('fetchFile takes an argument of the menu for what it is: nothing it needs', async () => {
    const editor = await openUnsaved(fixture('/item/menu'));
    const id = await execute(commandIds.fetchFile, editor.document.uri, []);
    assert.equal(await bodyOf(id, 0), 'item menu\n');
  });

  test('fetchFile makes one row of equal requests', async () => {
    await openUnsaved(`${fixture('/item/x')}\n${fixture('/item/x')}#top\n${fixture('/item/y')}\n`);
    const id = await execute(commandIds.fetchFile);
    assert.equal(await bodyOf(id, 1), 'item y\n');
  });

  test('fetchSelection fetches the URLs that its selections touch', async () => {
    const lines = ['a', 'b', 'c', 'd'].map((name) => fixture(`/item/${name}`));
    const editor = await openUnsaved(lines.join('\n'));
    editor.selections = [
      new vscode.Selection(1, 10, 1, 12),
      new vscode.Selection(2, 3, 2, 3), // a mere cursor
      new vscode.Selection(3, 0, 3, 5),
    ];
    const id = await execute(commandIds.fetchSelection);
    assert.equal(await bodyOf(id, 0), 'item b\n');
    assert.equal(await bodyOf(id, 1), 'item d\n');
  });

  test('runAgain fetches what the document of the shown run holds now', async () => {
    const editor = await openUnsaved(`${fixture('/item/x')}\n${fixture('/status/404')}\n`);
    await bodyOf(await execute(commandIds.fetchFile), 1);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), `${fixture('/item/first')}\n`));
    assert.equal(await bodyOf(await execute(commandIds.runAgain), 0), 'item first\n');
  });

  test('runFailedAgain fetches what was not accepted', async () => {
    await openUnsaved(`${fixture('/item/x')}\n${fixture('/status/404')}\n`);
    const id = await execute(commandIds.fetchFile);
    await bodyOf(id, 1);
    const again = await execute(commandIds.runFailedAgain, id);
    assert.equal(await bodyOf(again, 0), 'Not Found\n');
  });

  test('runSelectedAgain starts nothing where nothing is selected', async () => {
    const window = vscode.window as { showInformationMessage: unknown };
    const said: string[] = [];
    const listen = async (message: string) => void said.push(message);
    await openUnsaved(fixture('/item/x'));
    await execute(commandIds.fetchFile);
    await withStub(window, 'showInformationMessage', listen, async () => {
      assert.equal(await vscode.commands.executeCommand(commandIds.runSelectedAgain), undefined);
    });
    assert.match(said.join(), /No row is selected/);
  });

  test('compareRuns and showHistory show a run that is picked in the panel', async () => {
    await openUnsaved(`${fixture('/item/x')}\n`);
    await bodyOf(await execute(commandIds.fetchFile), 0);
    await bodyOf(await execute(commandIds.runAgain), 0);
    const window = vscode.window as { showQuickPick: unknown };
    const offered: number[] = [];
    const pickFirst = async (items: readonly vscode.QuickPickItem[]) => {
      offered.push(items.length);
      return items[0];
    };
    await withStub(window, 'showQuickPick', pickFirst, async () => {
      await eventually('the run to end', async () => {
        await vscode.commands.executeCommand(commandIds.compareRuns);
        return offered.length > 0 || undefined;
      });
      await vscode.commands.executeCommand(commandIds.showHistory);
    });
    assert.equal(offered.length, 2);
    await eventually(
      'the panel to have the focus',
      () => panelTabs().some((tab) => tab.isActive && tab.group.isActive) || undefined,
    );
  });

  test('resumeRun goes on with the run that is shown, if that was interrupted, and asks nothing', async () => {
    const { id, folder } = await interruptedRun(api);
    try {
      const window = vscode.window as { showQuickPick: unknown };
      const pick = async (items: readonly (vscode.QuickPickItem & { id: string })[]) => {
        const item = items.find((each) => each.id === id);
        assert.ok(item, 'asked which run to resume');
        return item;
      };
      await withStub(window, 'showQuickPick', pick, async () => {
        await vscode.commands.executeCommand(commandIds.showHistory);
      });
      const ask = async () => assert.fail('asked which run to resume');
      await withStub(window, 'showQuickPick', ask, async () => {
        assert.equal(await vscode.commands.executeCommand(commandIds.resumeRun), id);
      });
      assert.equal(await bodyOf(id, 1), 'item b\n');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('resumeRun goes on with the run that is shown, if that was cancelled, and asks nothing', async () => {
    await openUnsaved([fixture('/item/c'), fixture('/delay/1000/d')].join('\n'));
    const id = await execute(commandIds.fetchFile);
    await vscode.commands.executeCommand(commandIds.copyRunPath);
    const summary = join(await vscode.env.clipboard.readText(), 'summary.json');
    await vscode.commands.executeCommand(commandIds.cancelRun, id);
    await eventually('the end of the run', () => readFile(summary).catch(() => undefined));
    const ask = async () => assert.fail('asked which run to resume');
    const window = vscode.window as { showQuickPick: unknown };
    await withStub(window, 'showQuickPick', ask, async () => {
      assert.equal(await execute(commandIds.resumeRun), id);
    });
    assert.equal(await bodyOf(id, 1), '1000/d\n');
  });

  test('cancelRun cancels the run of an id', async () => {
    const [first, second] = [api.gather([fixture('/hang')]), api.gather([fixture('/hang')])];
    await vscode.commands.executeCommand(commandIds.cancelRun, first.id);
    assert.equal((await first.results)[0]?.outcome, 'cancelled');
    await vscode.commands.executeCommand(commandIds.cancelRun, second.id);
    assert.equal((await second.results)[0]?.outcome, 'cancelled');
  });

  test('cancelRun cancels the only run under way', async () => {
    const run = api.gather([fixture('/hang')]);
    await vscode.commands.executeCommand(commandIds.cancelRun);
    assert.equal((await run.results)[0]?.outcome, 'cancelled');
  });

  test('cancelRun asks which when several are under way', async () => {
    const runs = [api.gather([fixture('/hang')]), api.gather([fixture('/hang'), fixture('/hang')])];
    let offered: readonly vscode.QuickPickItem[] = [];
    const window = vscode.window as { showQuickPick: unknown };
    const pickLast = async (items: readonly vscode.QuickPickItem[]) => {
      offered = items;
      return items.at(-1);
    };
    await withStub(window, 'showQuickPick', pickLast, async () => {
      await vscode.commands.executeCommand(commandIds.cancelRun);
    });
    assert.deepEqual(
      offered.map((item) => item.detail),
      ['$(loading~spin) under way · 0 of 2 done', '$(loading~spin) under way · 0 of 1 done'],
    );
    assert.equal((await runs[0]?.results)?.[0]?.outcome, 'cancelled');
    runs[1]?.cancel();
    assert.equal((await runs[1]?.results)?.length, 2);
  });

  test('showResults opens the one panel', async () => {
    await vscode.commands.executeCommand(commandIds.showResults);
    await vscode.commands.executeCommand(commandIds.showResults);
    await eventually('one panel', () => panelTabs().length === 1 || undefined);
  });

  test('showOutput shows the output, coloured by its own language', async () => {
    await vscode.commands.executeCommand(commandIds.showOutput);
    const editor = await eventually('the output', () =>
      vscode.window.visibleTextEditors.find(({ document }) => document.languageId === 'gather-output'),
    );
    assert.match(editor.document.uri.scheme, /output/);
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });
});
