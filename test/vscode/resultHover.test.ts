import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { flag } from '../../src/core/columns.ts';
import { failureKinds } from '../../src/core/failureKinds.ts';
import { RequestList } from '../../src/core/requestList.ts';
import type { ResultRow } from '../../src/core/resultBatch.ts';
import { stateCode } from '../../src/core/rowState.ts';
import { commandIds } from '../../src/host/commandIds.ts';
import { hoverText } from '../../src/host/resultHover.ts';
import { batchOf } from './support/batch.ts';
import { closeEditors, openUnsaved } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { extension, fixture } from './support/extension.ts';
import { FakeFetcher, withHost } from './support/testHost.ts';

/** What the hover of the only row of a run says. */
function textOf(
  row: Partial<ResultRow> | undefined,
  use: (value: string, id: string) => void,
): Promise<void> {
  const fetcher = new FakeFetcher();
  return withHost(
    async ({ runs, settings }) => {
      const requests = RequestList.from(['https://a.example/']);
      const options = settings.options(undefined);
      const run = runs.start({ title: 'urls.txt', requests, options, byCommand: true });
      if (row) fetcher.jobs[0]?.onBatch(batchOf([0], row));
      use(hoverText({ run, row: 0 }).value, run.id);
    },
    { fetcher },
  );
}

const link = (title: string, command: string, ...values: unknown[]) =>
  `[${title}](command:${command}?${encodeURIComponent(JSON.stringify(values))})`;

suite('the hover of a URL', () => {
  teardown(closeEditors);

  test('tells of an answer, and where the time went', () =>
    textOf(
      {
        total: 82,
        firstByte: 60,
        connect: 20,
        bodyBytes: 1234,
        contentType: 'Text/HTML; charset=utf-8',
        title: 'A page',
      },
      (value, id) => {
        assert.match(value, /^\$\(check\) \*\*200\*\* · 82 ms · 1\.2 kB · text&#47;html\n\n_A page_\n/);
        assert.match(value, /\nconnection {2}█{6} {18} {5}20 ms\nfirst byte {2} {6}█{18} {5}60 ms\n/);
        assert.ok(value.includes(link('Open Body', commandIds.openBody, id, 0)), value);
        assert.ok(value.includes(link('Fetch Again', commandIds.runSelectedAgain, id, 0)), value);
        assert.ok(!value.includes(commandIds.explainFailure), value);
      },
    ));

  test('tells where a URL has moved, and why it failed', async () => {
    const moved = { hops: 1, flags: flag.moved, url: 'https://b.example/' };
    await textOf(moved, (value) =>
      assert.match(value, /Moved for good to https&#58;&#47;&#47;b&#46;example/),
    );
    const failed = {
      state: stateCode.failed,
      status: 0,
      failureKind: 1 + failureKinds.indexOf('tls'),
      message: `The certificate has expired. ${'x'.repeat(100)}.`,
    };
    await textOf(failed, (value, id) => {
      assert.match(
        value,
        /^\$\(error\) \*\*tls\*\* · 5 ms\n\nThe certificate has expired&#46; x{100}&#46;\n/,
      );
      assert.ok(value.includes(link('What It Means', commandIds.explainFailure, 'tls')), value);
      assert.ok(value.includes(link('Show in Panel', commandIds.revealRow, id, 0)), value);
      assert.ok(!value.includes(commandIds.openBody), value);
    });
  });

  test('tells that a request has not ended', () =>
    textOf(undefined, (value) => {
      assert.match(value, /^\$\(circle-outline\) queued\n/);
      assert.ok(!value.includes(commandIds.runSelectedAgain), value);
    }));

  test('takes what a server says for text', () =>
    textOf(
      {
        title: '[x](command:gather.showOutput) $(trash) <b> ```',
        contentType: '](command:x) `',
        hops: 1,
        url: 'https://e.com/`)](command:evil)',
      },
      (value) => {
        const links = [...value.matchAll(/\(command:([\w.]+)/g)].map(([, command]) => command);
        assert.deepEqual(links, [commandIds.revealRow, commandIds.runSelectedAgain]);
        assert.ok(!value.includes('$(trash)') && !value.includes('<b>') && !value.includes('`'), value);
      },
    ));

  test('is trusted with commands of Gather alone', () =>
    withHost(async ({ start }) => {
      const { isTrusted } = hoverText({ run: start(['https://a.example/']), row: 0 });
      assert.ok(typeof isTrusted === 'object');
      for (const command of isTrusted.enabledCommands) assert.match(command, /^gather\./);
    }));

  test('is there at a URL that was fetched, and its commands do what they say', async () => {
    await extension().activate();
    const { document } = await openUnsaved(`${fixture('/item/hover')}\nno URL\n`);
    const id = await vscode.commands.executeCommand<string>(commandIds.fetchFile);
    const hoversAt = (line: number) =>
      vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        new vscode.Position(line, 3),
      );
    await eventually('the hover', async () => {
      const [hover] = await hoversAt(0);
      const [content] = hover?.contents ?? [];
      return content instanceof vscode.MarkdownString && content.value.includes('**200**') ? true : undefined;
    });
    assert.deepEqual(await hoversAt(1), []);

    await vscode.commands.executeCommand(commandIds.openBody, id, 0);
    await eventually('the body', () =>
      vscode.window.visibleTextEditors.find((editor) => editor.document.getText() === 'item hover\n'),
    );
    const again = await vscode.commands.executeCommand<string>(commandIds.runSelectedAgain, id, 0);
    assert.notEqual(again, id);
    await vscode.commands.executeCommand(commandIds.revealRow, id, 0);
    await eventually(
      'the panel to have the focus',
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'Gather Results' || undefined,
    );
  });

  test('leads to what the README says of a failure, and nowhere else', async () => {
    await extension().activate();
    const preview = () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(
          ({ input }) =>
            input instanceof vscode.TabInputWebview && input.viewType.endsWith('markdown.preview'),
        );
    await vscode.commands.executeCommand(commandIds.explainFailure, 'development');
    assert.equal(preview(), undefined);
    await vscode.commands.executeCommand(commandIds.explainFailure, 'dns');
    await eventually('the preview', preview);
  });
});
