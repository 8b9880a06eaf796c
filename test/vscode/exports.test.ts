import assert from 'node:assert/strict';
import { chmod, lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { SingledOut } from '../../src/host/chosenRows.ts';
import { copyRows } from '../../src/host/copyRows.ts';
import { ExportError } from '../../src/host/exportTasks.ts';
import { exportResults } from '../../src/host/exportResults.ts';
import { replaceFile } from '../../src/host/replaceFile.ts';
import { saveBodies } from '../../src/host/saveBodies.ts';
import { answering, type Answers } from './support/asked.ts';
import { eventually } from './support/eventually.ts';
import { fixture } from './support/extension.ts';
import { withMemoryFiles } from './support/memoryFiles.ts';
import { withStub } from './support/stub.ts';
import { type TestHost, withHost } from './support/testHost.ts';

const none: SingledOut = { selected: [] };

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gather-export-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const parts = (host: TestHost) => ({ ...host, version: '1.2.3' });

/** A run of these paths of the fixture server that has ended. */
async function ended(host: TestHost, paths: readonly string[]) {
  const run = host.start(
    paths.map((path) => fixture(path)),
    { retries: 0, byCommand: true },
  );
  await run.results;
  return run;
}

suite('exporting results', () => {
  const paths = ['/item/1', '/status/404', '/item/2'];

  test('writes a file in the format that is chosen, and nothing else', () =>
    withHost((host) =>
      withFolder(async (folder) => {
        const run = await ended(host, paths);
        const endings = {
          HAR: 'har',
          CSV: 'csv',
          NDJSON: 'ndjson',
          JSON: 'json',
          Markdown: 'md',
          cURL: 'sh',
        };
        for (const [label, ending] of Object.entries(endings)) {
          const place = vscode.Uri.file(join(folder, `a.${ending}`));
          const { messages, proposed } = await answering({ picks: [label], place }, () =>
            exportResults(parts(host), run, none),
          );
          assert.deepEqual(messages, [`Exported 3 rows to a.${ending}.`]);
          assert.match(proposed ?? '', new RegExp(`/urls\\.${ending}$`));
          assert.match(await readFile(place.fsPath, 'utf8'), /item\/2/);
        }
        assert.equal((await readdir(folder)).length, 6);
      }),
    ));

  test('asks which rows are meant where some are singled out', () =>
    withHost((host) =>
      withFolder(async (folder) => {
        const run = await ended(host, paths);
        const place = vscode.Uri.file(join(folder, 'a.csv'));
        const rowsOf = async (which: string) => {
          const singledOut = { selected: [{ first: 1, count: 99 }], filtered: [0] };
          const { offered } = await answering({ picks: ['CSV', which], place }, () =>
            exportResults(parts(host), run, singledOut),
          );
          assert.deepEqual(offered[1], ['All rows 3', 'Filtered rows 1', 'Selected rows 2']);
          const lines = (await readFile(place.fsPath, 'utf8')).split('\r\n').slice(1, -1);
          return lines.map((line) => Number(line.split(',', 1)[0]));
        };
        assert.deepEqual(await rowsOf('All rows'), [1, 2, 3]);
        assert.deepEqual(await rowsOf('Filtered rows'), [1]);
        assert.deepEqual(await rowsOf('Selected rows'), [2, 3]);
      }),
    ));

  test('has what has ended of a run that is under way, and says where nothing has', () =>
    withHost((host) =>
      withFolder(async (folder) => {
        const place = vscode.Uri.file(join(folder, 'a.ndjson'));
        const answers: Answers = { picks: ['NDJSON'], place };
        const run = host.start([fixture('/hang'), fixture('/item/1')]);
        await eventually('a result', () => run.table.ended === 1 || undefined);
        const { messages } = await answering(answers, () => exportResults(parts(host), run, none));
        assert.deepEqual(messages, ['Exported 1 row to a.ndjson.']);
        const hanging = host.start([fixture('/hang')]);
        const said = await answering(answers, () => exportResults(parts(host), hanging, none));
        assert.match(said.messages.join(), /^Nothing of urls\.txt has ended yet/);
      }),
    ));

  test('writes nothing where nothing is chosen', () =>
    withHost(async (host) => {
      const run = await ended(host, ['/item/1']);
      const given: SingledOut = { selected: [{ first: 0, count: 1 }] };
      for (const picks of [[], ['CSV'], ['CSV', 'All rows']]) {
        const { messages } = await answering({ picks }, () => exportResults(parts(host), run, given));
        assert.deepEqual(messages, []);
      }
    }));

  test('replaces a file as a whole, through a link, with its permissions', () =>
    withHost((host) =>
      withFolder(async (folder) => {
        const run = await ended(host, ['/item/1']);
        const [file, link] = [join(folder, 'a.csv'), join(folder, 'link.csv')];
        await writeFile(file, 'before');
        await chmod(file, 0o600);
        await symlink(file, link);
        await answering({ picks: ['CSV'], place: vscode.Uri.file(link) }, () =>
          exportResults(parts(host), run, none),
        );
        assert.match(await readFile(file, 'utf8'), /item\/1/);
        assert.ok((await lstat(link)).isSymbolicLink());
        if (process.platform !== 'win32') assert.equal((await stat(file)).mode & 0o777, 0o600);
      }),
    ));

  test('leaves what is there, and says why, where it cannot write', () =>
    withHost((host) =>
      withFolder(async (folder) => {
        const run = await ended(host, ['/item/1']);
        const said = async (place: string) =>
          (
            await answering({ picks: ['CSV'], place: vscode.Uri.file(place) }, () =>
              exportResults(parts(host), run, none),
            )
          ).messages.join();
        assert.match(
          await said(join(folder, 'no', 'a.csv')),
          /^Nothing was exported to .*a\.csv: ENOENT: no such file or directory\. Choose another place/,
        );
        assert.match(await said(folder), /is not a file\. Choose/);
        const file = join(folder, 'a.csv');
        await writeFile(file, 'before');
        assert.match(
          await said(join(file, 'b.csv')),
          /^Nothing was exported to .*b\.csv: EN\w+: (not a directory|no such file or directory)\. Choose/,
        );
        await rm(run.folder, { recursive: true });
        assert.match(await said(file), /^The stored answers of this run have been deleted/);
        assert.equal(await readFile(file, 'utf8'), 'before');
        assert.deepEqual(await readdir(folder), ['a.csv']);
      }),
    ));

  test('leaves what is there when it is cancelled', () =>
    withHost((host) =>
      withFolder(async (folder) => {
        const file = join(folder, 'a.csv');
        await writeFile(file, 'before');
        const run = await ended(host, ['/item/1']);
        const cancelling = new AbortController();
        const write = (path: string) => {
          const into = { type: 'file', format: 'csv', path } as const;
          const job = { folder: run.folder, startedAt: 0, version: '', fields: [], into };
          const exported = host.textWorker.export(job, [].values(), cancelling.signal);
          cancelling.abort();
          return exported;
        };
        const written = await replaceFile(vscode.Uri.file(file), host.temporary, write, cancelling.signal);
        assert.equal(written, undefined);
        assert.equal(await readFile(file, 'utf8'), 'before');
        assert.deepEqual(await readdir(folder), ['a.csv']);
      }),
    ));

  test('leaves what is there when it is cancelled in the last moment', () =>
    withHost((host) =>
      withFolder(async (folder) => {
        const file = join(folder, 'a.csv');
        await writeFile(file, 'before');
        const cancelling = new AbortController();
        const write = async (path: string) => {
          await writeFile(path, 'after');
          cancelling.abort();
          return 'written';
        };
        const place = vscode.Uri.file(file);
        assert.equal(await replaceFile(place, host.temporary, write, cancelling.signal), undefined);
        await withMemoryFiles(async (files, elsewhere) => {
          const target = vscode.Uri.joinPath(elsewhere, 'a.csv');
          assert.equal(await replaceFile(target, host.temporary, write, cancelling.signal), undefined);
          assert.deepEqual(files.names, []);
        });
        assert.deepEqual([await readFile(file, 'utf8'), await readdir(folder)], ['before', ['a.csv']]);
      }),
    ));

  test('says that the disk is full, and leaves nothing half done', () =>
    withHost((host) =>
      withFolder(async (folder) => {
        const run = await ended(host, ['/item/1']);
        const full = async () => {
          throw new ExportError('ENOSPC: no space left on device, write', { code: 'ENOSPC' });
        };
        const place = vscode.Uri.file(join(folder, 'a.csv'));
        const { messages } = await answering({ picks: ['CSV'], place }, () =>
          exportResults({ ...parts(host), textWorker: { export: full } }, run, none),
        );
        assert.match(
          messages.join(),
          /a\.csv: ENOSPC: no space left on device\. Choose another place, or make/,
        );
        assert.deepEqual(await readdir(folder), []);
      }),
    ));

  test('writes to where there is no disk, and leaves nothing there where that fails', () =>
    withHost((host) =>
      withMemoryFiles(async (files, folder) => {
        const run = await ended(host, ['/item/1']);
        const place = vscode.Uri.joinPath(folder, 'a.csv');
        const exported = () =>
          answering({ picks: ['CSV'], place }, () => exportResults(parts(host), run, none));
        files.files.set(place.path, new TextEncoder().encode('before'));
        files.refused = /tmp$/;
        assert.match((await exported()).messages.join(), /^Nothing was exported to gather-memory:/);
        assert.equal(files.text('a.csv'), 'before');
        files.refused = /csv$/;
        assert.match((await exported()).messages.join(), /^Nothing was exported/);
        assert.deepEqual([files.names, files.text('a.csv')], [['a.csv'], 'before']);
        assert.deepEqual((await exported()).messages, ['Exported 1 row to a.csv.']);
        assert.match(files.text('a.csv'), /item\/1/);
        assert.deepEqual(files.names, ['a.csv']);
        assert.deepEqual(await readdir(await host.temporary.path()), []);
      }),
    ));
});

suite('saving bodies', () => {
  const paths = ['/item/1', '/close', '/image'];

  test('says what was saved where cancelling comes too late', () =>
    withHost((host) =>
      withFolder(async (folder) => {
        const run = await ended(host, ['/item/1']);
        const window = vscode.window as { withProgress: unknown };
        const cancelled = Promise.withResolvers<void>();
        const cancel = async (_: unknown, task: (...args: unknown[]) => Promise<void>) => {
          const source = new vscode.CancellationTokenSource();
          const done = task({ report: () => undefined }, source.token);
          source.cancel();
          cancelled.resolve();
          await done;
        };
        const save: TestHost['textWorker']['export'] = async (job, portions) => {
          const report = await host.textWorker.export(job, portions, new AbortController().signal);
          await cancelled.promise;
          return report;
        };
        const { messages } = await answering({ place: vscode.Uri.file(folder) }, () =>
          withStub(window, 'withProgress', cancel, () =>
            saveBodies({ ...parts(host), textWorker: { export: save } }, run, none),
          ),
        );
        assert.match(messages.join(), /^Saved the bodies of 1 of 1 rows/);
        assert.equal((await readdir(folder)).length, 2);
      }),
    ));

  test('writes a file for each and an index, and says so', () =>
    withHost((host) =>
      withFolder(async (folder) => {
        const run = await ended(host, paths);
        const place = vscode.Uri.file(folder);
        const save = () => answering({ place }, () => saveBodies(parts(host), run, none));
        assert.match(
          (await save()).messages.join(),
          /^Saved the bodies of 2 of 3 rows in .*\. index\.csv tells which file has which\.$/,
        );
        assert.deepEqual((await readdir(folder)).sort(), ['1.txt', 'image.png', 'index.csv']);
        assert.equal(await readFile(join(folder, '1.txt'), 'utf8'), 'item 1\n');
        assert.match((await save()).messages.join(), /index-2\.csv/);
        assert.equal((await readdir(folder)).length, 6);
      }),
    ));

  test('writes to where there is no disk, and leaves nothing there where that fails', () =>
    withHost((host) =>
      withMemoryFiles(async (files, place) => {
        const run = await ended(host, paths);
        files.files.set('/folder/1.txt', new TextEncoder().encode('before'));
        const save = () => answering({ place }, () => saveBodies(parts(host), run, none));
        files.refused = /png$/;
        assert.match((await save()).messages.join(), /^No body was saved in gather-memory:/);
        assert.deepEqual(files.names, ['1.txt']);
        await save();
        assert.deepEqual(files.names, ['1-2.txt', '1.txt', 'image.png', 'index.csv']);
        assert.deepEqual([files.text('1.txt'), files.text('1-2.txt')], ['before', 'item 1\n']);
      }),
    ));

  test('says why, and leaves nothing, where it cannot write', () =>
    withHost((host) =>
      withFolder(async (folder) => {
        const run = await ended(host, paths);
        const place = vscode.Uri.file(join(folder, 'no'));
        const { messages } = await answering({ place }, () => saveBodies(parts(host), run, none));
        assert.match(messages.join(), /^No body was saved in .*no: .*Choose another folder/);
        assert.deepEqual(await readdir(folder), []);
      }),
    ));
});

suite('copying rows', () => {
  const copied = async (
    host: TestHost,
    run: Parameters<typeof copyRows>[1],
    label: string,
    rows = [1, 1],
  ) => {
    const [first = 0, count = 0] = rows;
    await vscode.env.clipboard.writeText('before');
    const { messages } = await answering({ picks: [label] }, () =>
      copyRows(parts(host), run, [{ first, count }]),
    );
    return { text: await vscode.env.clipboard.readText(), messages };
  };

  test('puts the selected ones into the clipboard', () =>
    withHost(async (host) => {
      const run = await ended(host, ['/item/1', '/status/404']);
      const url = fixture('/status/404');
      assert.deepEqual(await copied(host, run, 'URLs'), {
        text: `${url}\n`,
        messages: ['$(check) 1 row copied as URLs'],
      });
      assert.match((await copied(host, run, 'cURL')).text, /^curl http.*\/status\/404 .*--compressed\n$/);
      assert.match((await copied(host, run, 'CSV')).text, /^row,name,[^]*\r\n2,,GET,http[^]*,404,/);
      assert.match((await copied(host, run, 'Markdown')).text, /^\| # \|[^]*\n\| 2 \| 404 \|/);
    }));

  test('knows the URLs of what has not ended, and says that of the rest nothing is known', () =>
    withHost(async (host) => {
      const run = host.start([fixture('/hang'), fixture('/hang')]);
      assert.equal((await copied(host, run, 'URLs')).text, `${fixture('/hang')}\n`);
      const { text, messages } = await copied(host, run, 'CSV');
      assert.deepEqual([text, messages], ['before', ['None of these rows has ended yet.']]);
    }));

  test('says that no row is selected, or that it is too much', () =>
    withHost(async (host) => {
      const run = await ended(host, ['/item/1']);
      assert.match((await copied(host, run, 'URLs', [5, 1])).messages.join(), /^No row is selected/);
      const long = host.start(Array.from({ length: 100 }, (_, n) => `x:${n}${'a'.repeat(50_000)}`));
      await long.results;
      const { text, messages } = await copied(host, long, 'URLs', [0, 100]);
      assert.match(messages.join(), /too long for the clipboard/);
      assert.equal(text, 'before');
    }));
});
