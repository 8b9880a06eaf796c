import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Run } from '../../src/host/run.ts';
import { fetchDocument } from '../../src/host/fetchDocument.ts';
import { type PartOfRun, runAgain } from '../../src/host/runAgain.ts';
import { closeEditors, openUnsaved } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { fixture } from './support/extension.ts';
import { withStub } from './support/stub.ts';
import { type TestHost, withHost } from './support/testHost.ts';

const paths = (run: Run | undefined) =>
  run && Array.from({ length: run.requests.length }, (_, row) => URL.parse(run.requests.url(row))?.pathname);

/** Runs again; gives the run and what was said. */
async function again(host: TestHost, run: Run, part: PartOfRun) {
  const said: string[] = [];
  const window = vscode.window as { showInformationMessage: unknown };
  const listen = async (message: string) => void said.push(message);
  const started = await withStub(window, 'showInformationMessage', listen, () => runAgain(host, run, part));
  await started?.results;
  return { run: started, said };
}

async function fetched(
  host: TestHost,
  editor: vscode.TextEditor,
  selections?: vscode.Selection[],
): Promise<Run> {
  const { document } = editor;
  const run = await fetchDocument(host, {
    type: 'document',
    document,
    ...(selections && { part: { of: 'selection', ranges: selections } }),
  });
  assert.ok(run);
  await run.results;
  return run;
}

const put = (editor: vscode.TextEditor, text: string) =>
  editor.edit((edit) => edit.replace(new vscode.Range(0, 0, editor.document.lineCount, 0), text));

const text = [fixture('/item/1'), fixture('/status/404'), fixture('/item/2'), fixture('/close')].join('\n');

suite('running again', () => {
  teardown(closeEditors);

  test('fetches what its document holds now, with the same options', () =>
    withHost(async (host) => {
      const editor = await openUnsaved(text);
      const first = await fetched(host, editor);
      await put(editor, `# new\n${fixture('/item/9')}\n${fixture('/item/1')}\n`);
      const { run, said } = await again(host, first, 'all');
      assert.deepEqual(paths(run), ['/item/9', '/item/1']);
      assert.deepEqual(said, []);
      assert.deepEqual(run?.options, first.options);
      assert.equal(run?.title, first.title);
      assert.equal(run?.source?.places.at(0).line, 1);
    }));

  test('fetches what failed or was not accepted, where it stands now', () =>
    withHost(async (host) => {
      const editor = await openUnsaved(text);
      const first = await fetched(host, editor);
      await put(editor, `# a line more\n${text}`);
      const { run, said } = await again(host, first, 'failed');
      assert.deepEqual(paths(run), ['/status/404', '/close']);
      assert.deepEqual(said, []);
      const { places } = run?.source ?? assert.fail('no places');
      assert.deepEqual(
        Array.from({ length: places.length }, (_, nth) => [places.at(nth).row, places.at(nth).line]),
        [
          [0, 2],
          [1, 4],
        ],
      );
      assert.match(run?.title ?? '', / \(failed\)$/);
      // Of that run, all is what failed in the first, and not all of the document.
      assert.deepEqual(paths((await again(host, run ?? first, 'all')).run), ['/status/404', '/close']);
    }));

  test('fetches the rows of some ranges, and says what is no longer there', () =>
    withHost(async (host) => {
      const editor = await openUnsaved(text);
      const first = await fetched(host, editor);
      await put(editor, fixture('/item/2'));
      const { run, said } = await again(host, first, [{ first: 1, count: 99 }]);
      assert.deepEqual(paths(run), ['/item/2']);
      assert.match(said.join(), /^2 of 3 URLs are no longer in Untitled-\d+, and are left out\.$/);
    }));

  test('of a run that was read back takes the secrets from the document as it is now', () =>
    withHost(async (host) => {
      const path = (token: string) => fixture(`/status/404?token=${token}`);
      const editor = await openUnsaved(`${path('one')}\n${fixture('/item/1')}\n${fixture('/status/500')}`);
      const live = await fetched(host, editor);
      const window = { ...host, ...(await host.reload()) };
      const stored = await window.storedRuns.open(live.id);
      assert.equal(stored.requests.url(0), path('•••'));
      await put(editor, `${path('two')}\n${fixture('/item/1')}`);
      const failed = await again(window, stored, 'failed');
      assert.match(failed.said.join(), /^1 of 2 URLs are no longer in Untitled-\d+, and are left out\.$/);
      assert.equal(failed.run?.requests.url(0), path('two'));
      const selected = await again(window, stored, [{ first: 0, count: 2 }]);
      assert.deepEqual([paths(selected.run), selected.said], [['/status/404', '/item/1'], []]);
    }));

  test('of a selection fetches what was selected', () =>
    withHost(async (host) => {
      const editor = await openUnsaved(text);
      const first = await fetched(host, editor, [new vscode.Selection(2, 0, 2, 5)]);
      assert.deepEqual(paths((await again(host, first, 'all')).run), ['/item/2']);
    }));

  test('fetches what the run fetched where its document is gone, and says so', () =>
    withHost(async (host) => {
      const first = await fetched(host, await openUnsaved(text));
      await closeEditors();
      const { run, said } = await again(host, first, 'failed');
      assert.deepEqual(paths(run), ['/status/404', '/close']);
      assert.match(said.join(), /cannot be read any more/);
      assert.equal(run?.source?.places.length, 2);
    }));

  test('says of how many the secret was not stored where their document is gone', () =>
    withHost(async (host) => {
      const editor = await openUnsaved(`${fixture('/item/1?token=one')}\n${fixture('/item/2')}`);
      const live = await fetched(host, editor);
      await closeEditors();
      const window = { ...host, ...(await host.reload()) };
      const { run, said } = await again(window, await window.storedRuns.open(live.id), 'all');
      assert.match(said.join(), /fetched again, but for 1 of 2, whose secrets were not stored\.$/);
      assert.deepEqual([run?.table.state(0), run?.table.state(1)], ['failed', 'ok']);
    }));

  test('reads a file that is not open', () =>
    withHost(async (host) => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder);
      const uri = vscode.Uri.joinPath(folder.uri, 'again.txt');
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      // A document that an extension asked for would stay for minutes.
      await vscode.commands.executeCommand('vscode.open', uri);
      const editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
      const first = await fetched(host, editor);
      await closeEditors();
      const isOpen = () => vscode.workspace.textDocuments.some((each) => each.uri.path === uri.path);
      await eventually('the document to close', () => !isOpen() || undefined);
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(fixture('/item/5')));
      const { run, said } = await again(host, first, 'all');
      assert.deepEqual([paths(run), said], [['/item/5'], []]);
      await vscode.workspace.fs.delete(uri);
    }));

  test('fetches the requests of another extension as they were', () =>
    withHost(async (host) => {
      const first = host.start([fixture('/item/1'), fixture('/item/1'), fixture('/status/500')], {
        retries: 0,
      });
      await first.results;
      const { run } = await again(host, first, 'all');
      assert.deepEqual(paths(run), ['/item/1', '/item/1', '/status/500']);
      assert.equal(run?.byCommand, true);
    }));

  test('keeps the options of the run, says which settings have changed, and goes by these if that is chosen', () =>
    withHost(async (host) => {
      const editor = await openUnsaved(fixture('/item/1'));
      const first = await fetched(host, editor);
      const configuration = vscode.workspace.getConfiguration('gather');
      const global = vscode.ConfigurationTarget.Global;
      const window = vscode.window as { showInformationMessage: unknown };
      const said: string[] = [];
      let choice: string | undefined;
      const answer = async (message: string, ...offered: string[]) => {
        said.push(message);
        return offered.find((each) => each === choice);
      };
      try {
        await configuration.update('timeout', 12_345, global);
        await configuration.update('retries', 1, global);
        await withStub(window, 'showInformationMessage', answer, async () => {
          const kept = await runAgain(host, first, 'all');
          assert.deepEqual(kept?.options, first.options);
          await kept?.results;
          choice = 'Use Current Settings';
          const dropped = await runAgain(host, first, 'all');
          const run = await eventually('another run', () =>
            host.runs.list.find((each) => each !== dropped && each !== kept && each !== first),
          );
          assert.deepEqual([run.options.timeout, run.options.retries], [12_345, 1]);
          assert.equal(dropped?.wasCancelled, true);
          assert.deepEqual(paths(run), ['/item/1']);
          await run.results;
          const none = said.length;
          await (
            await runAgain(host, run, 'all')
          )?.results;
          assert.equal(said.length, none);
        });
      } finally {
        await configuration.update('timeout', undefined, global);
        await configuration.update('retries', undefined, global);
      }
      assert.match(
        said[0] ?? '',
        /^Untitled-\d+ is fetched with the options of the earlier run\. Changed since in the settings: gather\.timeout, gather\.retries\.$/,
      );
    }));

  test('of an interrupted run without failures offers to fetch what was never fetched', () =>
    withHost(async (host) => {
      const live = host.start([fixture('/item/1'), fixture('/hang'), fixture('/hang')]);
      await eventually('a result', () => live.table.ended === 1 || undefined);
      const { storedRuns } = await host.reload();
      const run = await storedRuns.open(live.id);
      const offered: unknown[] = [];
      const window = vscode.window as { showInformationMessage: unknown };
      const listen = async (...all: unknown[]) => void offered.push(all);
      await withStub(window, 'showInformationMessage', listen, () => runAgain(host, run, 'failed'));
      assert.deepEqual(offered, [
        [
          'Nothing of urls.txt has failed, but 2 requests were never fetched: the run was interrupted.',
          'Resume',
        ],
      ]);
    }));

  test('says that there is nothing to fetch', () =>
    withHost(async (host) => {
      const editor = await openUnsaved(fixture('/item/1'));
      const first = await fetched(host, editor);
      const failed = await again(host, first, 'failed');
      assert.equal(failed.run, undefined);
      assert.match(failed.said.join(), /^Nothing of Untitled-\d+ has failed/);
      assert.match((await again(host, first, [])).said.join(), /No row is selected/);
      const gone = await again(host, first, [{ first: 1, count: 1 }]);
      assert.match(gone.said.join(), /^What is selected is only in the earlier run/);
      await put(editor, fixture('/item/2'));
      assert.match(
        (await again(host, first, [{ first: 0, count: 1 }])).said.join(),
        /None of these URLs is in/,
      );
      await put(editor, 'nothing');
      assert.match((await again(host, first, 'all')).said.join(), /holds no URL/);
    }));
});
