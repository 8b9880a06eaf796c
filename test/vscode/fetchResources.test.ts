import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/host/commandIds.ts';
import { fetchResources } from '../../src/host/fetchResources.ts';
import type { Run } from '../../src/host/run.ts';
import { resumeRun } from '../../src/host/resumeRun.ts';
import { runAgain } from '../../src/host/runAgain.ts';
import { locationOf, placesOfRow } from '../../src/host/runSource.ts';
import { closeEditors } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { extension, fixture } from './support/extension.ts';
import { withFiles, writeFiles } from './support/files.ts';
import { withMessages } from './support/messages.ts';
import { withSlowFiles } from './support/slowFiles.ts';
import { withStub } from './support/stub.ts';
import { type TestHost, withHost } from './support/testHost.ts';

const item = (name: string) => fixture(`/item/${name}`);

/** What a run fetches. */
const namesOf = (run: Run | undefined) =>
  run && Array.from({ length: run.requests.length }, (_, row) => run.requests.url(row).split('/').at(-1));

/** Where the requests of a run stand: file, line and text, for each row. */
async function placesOf(run: Run | undefined): Promise<string[][]> {
  const { source } = run ?? {};
  assert.ok(run && source);
  return Promise.all(
    Array.from({ length: run.requests.length }, async (_, row) =>
      Promise.all(
        placesOfRow(source, row).map(async (place) => {
          const { uri, range } = await locationOf(place);
          const document = await vscode.workspace.openTextDocument(uri);
          assert.equal(range.start.line, place.line);
          return `${uri.path.split('/').at(-1)}:${place.line} ${document.getText(range).split('/').at(-1)}`;
        }),
      ),
    ),
  );
}

/** Fetches, and gives the run and what was said. */
async function fetched(host: TestHost, ...resources: vscode.Uri[]) {
  return withMessages(async (said) => {
    const run = await fetchResources(host, resources);
    await run?.results;
    return { run, said };
  });
}

suite('files and folders', () => {
  teardown(closeEditors);

  test('of a folder all files are read, each by its language, and a row has the places of all', () =>
    withFiles(
      {
        'a.md': `[a](${item('a')}) and \`${item('code')}\`\n\n[b](${item('b')})`,
        'b/c.json': `{"x":\r\n"${item('a')}"}`,
        'b/d.txt': `# ${item('off')}\r${item('d')}\r\n\ufeff${item('b')}#top\n`,
      },
      (folder) =>
        withHost(async (host) => {
          const { run, said } = await fetched(host, folder);
          assert.deepEqual([namesOf(run), said], [['a', 'b', 'd'], []]);
          assert.equal(run?.title, 'files');
          assert.equal(run.leftOut, undefined);
          assert.deepEqual(await placesOf(run), [
            ['a.md:0 a', 'c.json:1 a'],
            ['a.md:2 b', 'd.txt:2 b#top'],
            ['d.txt:1 d'],
          ]);
          assert.ok((await run.results).every(({ outcome }) => outcome === 'ok'));
        }),
    ));

  test('of a folder what git ignores, what is excluded and what is binary is left out', () =>
    withFiles(
      {
        '.gitignore': 'out/\n*.log\n',
        'a.md': item('a'),
        'a.log': item('no'),
        'out/b.md': item('no'),
        'docs/.gitignore': '!c.log\n',
        'docs/c.log': item('c'),
        'node_modules/x/readme.md': item('no'),
        'package-lock.json': `"${item('no')}"`,
        'picture.png': Uint8Array.of(137, 80, 0, 0),
      },
      (folder) =>
        withHost(async (host) => {
          const { run, said } = await fetched(host, folder);
          assert.deepEqual([namesOf(run), said], [['a', 'c'], []]);
          assert.equal(run?.leftOut, 'Files left out: 1 binary.');
          const inner = await fetched(host, vscode.Uri.joinPath(folder, 'docs'));
          assert.deepEqual(namesOf(inner.run), ['c']);
          // What is chosen itself is wanted, whatever the rules say.
          const chosen = ['out', 'a.log', 'node_modules/x/readme.md'].map((path) =>
            vscode.Uri.joinPath(folder, path),
          );
          const own = await fetched(host, ...chosen);
          assert.deepEqual(namesOf(own.run), ['no']);
          assert.equal(own.run?.source?.documents.length, 3);
          assert.equal(own.run.title, 'out and 2 more');
        }),
    ));

  test('of a folder the settings choose files; a pattern that is none is told', () =>
    withFiles({ 'a.md': item('a'), 'b.txt': item('b'), 'x/c.md': item('c') }, (folder) =>
      withHost(async (host) => {
        const configuration = vscode.workspace.getConfiguration('gather');
        const global = vscode.ConfigurationTarget.Global;
        try {
          await configuration.update('include', ['*.md'], global);
          await configuration.update('exclude', ['files/x'], global);
          assert.deepEqual(namesOf((await fetched(host, folder)).run), ['a']);
          await configuration.update('exclude', [''], global);
          const { run, said } = await fetched(host, folder);
          assert.equal(run, undefined);
          assert.match(said.join(), /^Nothing was fetched: "" in gather\.exclude is not a pattern of files/);
        } finally {
          await configuration.update('include', undefined, global);
          await configuration.update('exclude', undefined, global);
        }
      }),
    ));

  test('what is open is read as it stands there, saved or not', () =>
    withFiles({ 'a.txt': item('a'), 'b.txt': item('b') }, (folder) =>
      withHost(async (host) => {
        const editor = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, 'a.txt'));
        await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), `${item('new')}\n`));
        const { run } = await fetched(host, folder);
        assert.deepEqual(namesOf(run), ['new', 'a', 'b']);
        await vscode.commands.executeCommand('workbench.action.files.revert');
      }),
    ));

  test('directives of a list hold for its own requests', () =>
    withFiles(
      {
        'a.urls': `# @header X-A: one\n# @concurrency 2\n${fixture('/headers/same')}`,
        'b.urls': `# @timeout 7s\n# @concurrency 900\n${fixture('/headers/same')}`,
        'c.txt': fixture('/headers/same'),
      },
      (folder) =>
        withHost(async (host) => {
          const { run } = await fetched(host, folder);
          assert.equal(run?.requests.length, 3);
          assert.equal(run.options.concurrency, 2);
          assert.equal(run.requests.get(1).options?.timeout, 7000);
          const sent = await Promise.all(
            [0, 1, 2].map(async (row) => (await run.json(row)) as { headers: Record<string, string> }),
          );
          assert.deepEqual(
            sent.map(({ headers }) => headers['x-a']),
            ['one', undefined, undefined],
          );
        }),
    ));

  test('one with an error is left out and said, the others are fetched', () =>
    withFiles({ 'a.urls': `# @haeder X: y\n${item('a')}`, 'b.urls': item('b') }, (folder) =>
      withHost(async (host) => {
        const { run, said } = await fetched(host, folder, vscode.Uri.joinPath(folder, 'gone.txt'));
        assert.deepEqual(namesOf(run), ['b']);
        assert.equal(said.length, 1);
        assert.match(
          said[0] ?? '',
          /^Files left out: 1 unreadable and 1 with errors\. files\/a\.urls: .*haeder/,
        );
        assert.equal(run?.leftOut, 'Files left out: 1 unreadable and 1 with errors.');
      }),
    ));

  test('files of bodies and .env files are those beside each list', () =>
    withFiles(
      {
        'a/list.http': `POST ${fixture('/echo')}\n\n< ./body.txt`,
        'a/body.txt': 'body of a',
        'b/list.http': `POST ${fixture('/echo')}\n\n< ./body.txt\n###\nGET ${item('{{$dotenv NAME}}')}`,
        'b/body.txt': 'body of b',
        'b/.env': 'NAME=of-b',
        'c/.env': 'NAME=of-c',
        'c/list.urls': item('c'),
      },
      (folder) =>
        withHost(async (host) => {
          const send = async () => 'Send';
          const window = vscode.window as { showWarningMessage: unknown };
          const run = await withStub(window, 'showWarningMessage', send, () =>
            fetchResources(host, [folder]),
          );
          await run?.results;
          assert.ok(run);
          assert.deepEqual(
            await Promise.all(
              [0, 1].map(async (row) => (await run.text(row)).includes(`body of ${'ab'[row]}`)),
            ),
            [true, true],
          );
          assert.equal(await run.text(2), 'item of-b\n');
          assert.equal(run.requests.length, 4);
        }),
    ));

  test('a name that stands for several things in .env files is told, and one that is missing for a list', () =>
    withFiles(
      {
        'a/list.urls': item('{{$dotenv NAME}}'),
        'a/.env': 'NAME=of-a',
        'b/list.urls': item('{{$dotenv NAME}}'),
        'b/.env': 'NAME=of-b',
        'c/list.urls': item('{{$dotenv NAME}}/c'),
      },
      (folder) =>
        withHost(async (host) => {
          const [a, b, c] = ['a', 'b', 'c'].map((path) => vscode.Uri.joinPath(folder, path));
          assert.ok(a && b && c);
          assert.match((await fetched(host, a, b)).said.join(), /NAME has several values in the \.env files/);
          assert.match((await fetched(host, a, c)).said.join(), /NAME is in no \.env file/);
          assert.equal((await (await fetched(host, a)).run?.results)?.[0]?.preview, 'item of-a\n');
        }),
    ));

  test('are looked through when the run is run again, and their places outlive the window', () =>
    withFiles({ 'a.txt': item('a'), 'b.txt': `${item('b')}\n${item('a')}`, 'c.txt': 'none' }, (folder) =>
      withHost(async (host) => {
        const { run: live } = await fetched(host, folder);
        assert.ok(live);
        const window = await host.reload();
        const [listed] = await window.storedRuns.list();
        assert.deepEqual(listed?.source?.documents.map(String), live.source?.documents.map(String));
        const stored = await window.storedRuns.open(live.id);
        assert.deepEqual(await placesOf(stored), [['a.txt:0 a', 'b.txt:1 a'], ['b.txt:0 b']]);
        assert.deepEqual(await placesOf(stored), await placesOf(live));

        await writeFiles(folder, {
          'a.txt': `# moved\n${item('a')}`,
          'c.txt': item('c'),
          'd.txt': item('d'),
        });
        const all = await runAgain({ ...host, ...window }, stored, 'all');
        await all?.results;
        assert.deepEqual(namesOf(all), ['a', 'b', 'c', 'd']);
        assert.deepEqual((await placesOf(all))[0], ['a.txt:1 a', 'b.txt:1 a']);
        const part = await runAgain({ ...host, ...window }, stored, [{ first: 0, count: 1 }]);
        await part?.results;
        assert.deepEqual([namesOf(part), part?.title], [['a'], 'files (selection)']);
      }),
    ));

  test('give back their secrets when the run is resumed', () =>
    withFiles({ 'a.txt': item('a?key=1'), 'b.txt': fixture('/delay/1500/late?key=2') }, (folder) =>
      withHost(async (host) => {
        const live = await fetchResources(host, [folder]);
        assert.ok(live);
        await eventually('a result', () => live.table.ended === 1 || undefined);
        const window = await host.reload();
        const run = await resumeRun({ ...host, ...window }, live.id);
        const last = (await run?.results)?.[1];
        assert.deepEqual([last?.request.url, last?.outcome], [fixture('/delay/1500/late?key=2'), 'ok']);
      }),
    ));

  test('are fetched as they were where they are gone', () =>
    withHost(async (host) => {
      let run: Run | undefined;
      await withFiles({ 'a.txt': item('a') }, async (folder) => void ({ run } = await fetched(host, folder)));
      const before = run ?? assert.fail('no run');
      const { again, said } = await withMessages(async (messages) => ({
        again: await runAgain(host, before, 'all'),
        said: messages,
      }));
      await again?.results;
      assert.deepEqual(namesOf(again), ['a']);
      assert.match(said.join('\n'), /files cannot be read any more/);
    }));

  test('of another file system are read through VS Code', () =>
    withSlowFiles({ '/w/a.md': `[a](${item('a')})`, '/w/x/b.txt': item('b') }, async ({ root, release }) => {
      release();
      await withHost(async (host) => {
        const { run } = await fetched(host, root);
        assert.deepEqual(namesOf(run), ['a', 'b']);
        assert.deepEqual(await placesOf(run), [['a.md:0 a'], ['b.txt:0 b']]);
      });
    }));

  test('can be cancelled while they are read', () =>
    withSlowFiles({ '/w/a.txt': item('a') }, ({ root, asked }) =>
      withHost(async (host) => {
        const show = async (_: unknown, task: (...given: unknown[]) => Promise<void>) => {
          const source = new vscode.CancellationTokenSource();
          const done = task({ report: () => undefined }, source.token);
          await eventually('the reading', () => asked() || undefined);
          source.cancel();
          await done;
        };
        const window = vscode.window as { withProgress: unknown };
        const { run, said } = await withStub(window, 'withProgress', show, () => fetched(host, root));
        assert.deepEqual([run, said, host.runs.list.length], [undefined, [], 0]);
      }),
    ));

  test('may be five thousand', () =>
    withFiles(
      Object.fromEntries(
        Array.from({ length: 5000 }, (_, n) => [`${n % 50}/${n}.md`, `[same](${item('same')})\n`] as const),
      ),
      (folder) =>
        withHost(async (host) => {
          const { run, said } = await fetched(host, folder);
          assert.deepEqual([namesOf(run), said], [['same'], []]);
          assert.equal(run?.source?.documents.length, 5000);
          assert.equal(placesOfRow(run.source, 0).length, 5000);
        }),
    )).timeout(60_000);

  test('without URLs, or none at all, are told', () =>
    withFiles({ 'a.txt': 'nothing', 'b.png': Uint8Array.of(0, 0) }, (folder) =>
      withHost(async (host) => {
        const { said } = await fetched(host, folder);
        assert.match(said.join(), /^No URL to fetch is in files\..*Files left out: 1 binary\.$/);
        assert.match((await fetched(host)).said.join(), /^Nothing is chosen/);
      }),
    ));

  test('are what the Explorer hands to the command', () =>
    withFiles({ 'a.txt': item('a'), 'b.txt': item('b') }, async (folder) => {
      await extension().activate();
      const uris = ['a.txt', 'b.txt'].map((name) => vscode.Uri.joinPath(folder, name));
      for (const given of [[uris[0], uris], [folder], [folder, []]]) {
        const id: unknown = await vscode.commands.executeCommand(commandIds.fetchResources, ...given);
        assert.equal(typeof id, 'string');
      }
    }));

  test('have the command in the context menu of the Explorer', () => {
    const { contributes } = extension().packageJSON as {
      contributes: { menus: Record<string, { command?: string; when?: string }[]> };
    };
    assert.deepEqual(
      contributes.menus['explorer/context']?.map(({ command, when }) => [command, when]),
      [[commandIds.fetchResources, undefined]],
    );
  });
});
