import assert from 'node:assert/strict';
import { readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import * as vscode from 'vscode';
import { numberColumnNames, textColumns } from '../../src/core/columns.ts';
import { panelRow } from '../../src/core/panelRow.ts';
import { RequestList } from '../../src/core/requestList.ts';
import { type RunFile, runFormat, type SummaryFile } from '../../src/core/runFormat.ts';
import { clearStoredRuns } from '../../src/host/clearStoredRuns.ts';
import { noticeInterrupted } from '../../src/host/interruptedNotice.ts';
import { resumeRun } from '../../src/host/resumeRun.ts';
import type { Run } from '../../src/host/run.ts';
import { newRunId } from '../../src/host/runId.ts';
import { RunLock } from '../../src/host/runLock.ts';
import { runNotice } from '../../src/host/runNotice.ts';
import { deleteRun } from '../../src/host/runStorage.ts';
import { UserError } from '../../src/host/userError.ts';
import { closeEditors, openUnsaved } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { fixture } from './support/extension.ts';
import { withStub } from './support/stub.ts';
import { type TestHost, withHost } from './support/testHost.ts';

const urls = () => [
  fixture('/json/3'),
  fixture('/redirect/2'),
  fixture('/charset/shift_jis?hex=8abf8e9a'),
  fixture('/html/4'),
  fixture('/image/1'),
  fixture('/status/404'),
  fixture('/challenge/403'),
  fixture('/cut-gzip/5000'),
  'http://127.0.0.1:1/',
  'mailto:nobody',
];

/** All that a table holds, column by column. */
function columnsOf({ table }: Run): Record<string, unknown[]> {
  const rows = Array.from({ length: table.length }, (_, index) => index);
  return Object.fromEntries([
    ...numberColumnNames.map((name) => [name, rows.map((index) => table.number(name, index))]),
    ...textColumns.map((name) => [name, rows.map((index) => table.text(name, index))]),
    ['order', Array.from({ length: table.ended }, (_, nth) => table.endedAs(nth))],
  ]) as Record<string, unknown[]>;
}

const readJson = async <Value>(run: Run, name: string) =>
  JSON.parse(await readFile(join(run.folder, name), 'utf8')) as Value;

const ended = (run: Run, count: number) =>
  eventually(`${count} results`, () => run.table.ended >= count || undefined);

suite('a run that is read back', () => {
  test('equals the live one: columns, details, bodies, places, what it is called', () =>
    withHost(async ({ runs, textWorker, settings, reload }) => {
      const text = `${urls().join('\n')}\nagain ${urls()[0]}`;
      const reading = await textWorker.read(
        { type: 'pieces', pieces: [text] },
        { languageId: 'plaintext', merge: true },
      );
      assert.ok(reading.type === 'read');
      const uri = vscode.Uri.parse('untitled:urls.txt');
      const live = runs.start({
        title: 'urls.txt',
        requests: reading.requests,
        source: { documents: [uri], places: reading.places },
        options: settings.options(undefined, { retries: 0, params: { page: '1' } }),
        byCommand: true,
      });
      await live.results;
      const window = await reload();
      const [listed] = await window.storedRuns.list();
      const run = await window.storedRuns.open(live.id);

      assert.deepEqual(
        [listed?.id, listed?.title, listed?.state, listed?.source?.documents.join(), listed?.startedAt],
        [live.id, 'urls.txt', 'done', uri.toString(), live.startedAt],
      );
      assert.deepEqual(
        { ...listed?.summary, wallTime: 0 },
        { ...listed?.summary, ...live.summary(), wallTime: 0 },
      );
      assert.deepEqual(columnsOf(run), columnsOf(live));
      assert.deepEqual(await run.results, await live.results);
      assert.deepEqual(run.summary(), live.summary());
      assert.deepEqual(run.options, live.options);
      assert.deepEqual(run.source?.places.columns, live.source?.places.columns);
      for (let index = 0; index < live.table.length; index++) {
        assert.deepEqual(await run.details(index), await live.details(index));
        assert.deepEqual(await run.body(index), await live.body(index));
        assert.equal(await run.text(index), await live.text(index));
      }
      assert.equal(await window.storedRuns.open(live.id), run);
      assert.deepEqual(window.runs.list, [run]);
      assert.equal(run.state, 'done');
    }));

  test('has the URLs as they were sent, with variables and parameters filled in', () =>
    withHost(async ({ runs, settings, reload }) => {
      const requests = [
        fixture('/item/{{$timestamp}}'),
        { url: fixture('/item/1'), options: { params: { page: '2' } } },
      ];
      const all = requests.map((request) =>
        runs.start({
          title: 'urls.txt',
          requests: RequestList.from([request]),
          options: settings.options(undefined),
          byCommand: true,
        }),
      );
      const before = (await Promise.all(all.map((run) => run.results))).map(([result]) => result?.url);
      assert.match(before.join(), /\/item\/\d+,.*\/item\/1\?page=2$/);
      const { storedRuns } = await reload();
      const stored = await Promise.all(all.map(async ({ id }) => (await storedRuns.open(id)).results));
      assert.deepEqual(
        stored.map(([result]) => result?.url),
        before,
      );
    }));

  test('says what was cancelled and what failed with the run', () =>
    withHost(async ({ start, reload }) => {
      const live = start([fixture('/item/1'), fixture('/hang'), fixture('/hang')]);
      await ended(live, 1);
      live.cancel();
      const before = await live.results;
      assert.equal(live.state, 'cancelled');
      const run = await (await reload()).storedRuns.open(live.id);
      assert.equal(run.state, 'cancelled');
      assert.deepEqual(
        (await run.results).map((result) => result.outcome),
        before.map((result) => result.outcome),
      );
    }));

  test('has its summary in the room that was kept for it, so that a full disk takes it', () =>
    withHost(async ({ runs, start }) => {
      const run = start([fixture('/hang')]);
      const kept = await eventually('the room', () =>
        stat(join(run.folder, 'summary.json.new')).catch(() => undefined),
      );
      run.cancel();
      await run.results;
      await runs.settled();
      const { ino, size } = await stat(join(run.folder, 'summary.json'));
      assert.equal(ino, kept.ino);
      assert.ok(size < kept.size);
      assert.equal((await readJson<SummaryFile>(run, 'summary.json')).state, 'cancelled');
      await assert.rejects(stat(join(run.folder, 'summary.json.new')), { code: 'ENOENT' });
    }));

  test('holds no secret', () =>
    withHost(async ({ runs, start }) => {
      const options = {
        headers: { Authorization: 'Bearer s3cret', Accept: 'text/plain' },
        hostHeaders: { 'localhost:1': { 'X-Any': 's3cret' } },
        params: { api_key: 's3cret', page: '1' },
      };
      const run = start([fixture('/item/1?token=s3cret')], options);
      await run.results;
      await runs.settled();
      for (const name of ['run.json', 'requests.ndjson', 'results.ndjson', 'summary.json']) {
        assert.ok(!(await readFile(join(run.folder, name), 'utf8')).includes('s3cret'), name);
      }
      const file = await readJson<RunFile>(run, 'run.json');
      assert.deepEqual(file.options.headers, { Authorization: 'Bearer •••', Accept: 'text/plain' });
      assert.deepEqual(file.options.params, { api_key: '•••', page: '1' });
    }));

  test('lacks a body of which the file has not all, and nothing else', () =>
    withHost(async ({ start, reload }) => {
      const live = start([fixture('/text/500'), fixture('/text/400')], { concurrency: 1 });
      await live.results;
      await truncate(join(live.folder, 'bodies'), 700);
      const run = await (await reload()).storedRuns.open(live.id);
      assert.equal((await run.body(0)).length, 500);
      await assert.rejects(run.body(1), (error) => {
        assert.ok(error instanceof UserError);
        return /This body was lost/.test(error.message);
      });
      assert.equal((await run.details(1)).headers.length > 0, true);
    }));

  test('says where the disk did not take all of its results, and fetches the others again', () =>
    withHost(async (host) => {
      const { start, reload } = host;
      const live = start([fixture('/item/1'), fixture('/item/2')]);
      await live.results;
      const window = await reload();
      const lines = await readFile(join(live.folder, 'results.ndjson'), 'utf8');
      const kept = lines.indexOf('\n') + 1;
      const { index } = JSON.parse(lines.slice(0, kept)) as { index: number };
      await truncate(join(live.folder, 'results.ndjson'), kept);
      const run = await window.storedRuns.open(live.id);
      assert.equal(run.state, 'incomplete');
      const results = await run.results;
      assert.deepEqual(
        results.map(({ outcome }) => outcome),
        ['ok'],
      );
      assert.equal(panelRow(run, 1 - index).state, 'notStored');
      assert.deepEqual(window.runs.list, [run]);
      const resumed = (await resumeRun({ ...host, ...window }, live.id)) ?? assert.fail();
      assert.deepEqual(
        (await resumed.results).map(({ outcome }) => outcome),
        ['ok', 'ok'],
      );
      assert.equal(resumed.state, 'done');
    }));

  test('is of a part of its document still', () =>
    withHost(async ({ runs, settings, reload }) => {
      const live = runs.start({
        title: 'urls.txt (selection)',
        requests: RequestList.from([fixture('/item/1')]),
        options: settings.options(undefined),
        part: true,
        byCommand: true,
      });
      await live.results;
      await runs.settled();
      assert.equal((await readJson<RunFile>(live, 'run.json')).part, true);
      assert.equal((await (await reload()).storedRuns.open(live.id)).part, true);
    }));

  test('is refused when a newer Gather stored it, or when it is gone', () =>
    withHost(async ({ start, reload }) => {
      const live = start([fixture('/item/1')]);
      await live.results;
      const { storedRuns } = await reload();
      const file = await readJson<RunFile>(live, 'run.json');
      await writeFile(join(live.folder, 'run.json'), JSON.stringify({ ...file, format: runFormat + 1 }));
      assert.deepEqual(await storedRuns.list(), []);
      await assert.rejects(storedRuns.open(live.id), /stored by another version of Gather \(format 2\)/);
      await assert.rejects(storedRuns.open(newRunId()), /no longer stored/);
      await assert.rejects(storedRuns.open('../..'), /no longer stored/);
    }));
});

suite('an interrupted run', () => {
  /** A run of which two requests have ended when the window closes, and the next window. */
  const withInterrupted = (
    use: (live: Run, host: TestHost & Awaited<ReturnType<TestHost['reload']>>) => Promise<void>,
    names: readonly string[] = ['/item/1', '/item/2', '/delay/1500/late'],
  ) =>
    withHost(async (host) => {
      const live = host.start(names.map(fixture), { byCommand: true });
      await ended(live, 2);
      const window = await host.reload();
      assert.equal(live.state, 'interrupted');
      await use(live, { ...host, ...window });
    });

  test('is listed as such, and has kept what had arrived', () =>
    withInterrupted(async (live, { storedRuns }) => {
      const [listed] = await storedRuns.list();
      assert.deepEqual([listed?.state, listed?.summary], ['interrupted', undefined]);
      assert.deepEqual([listed?.done, listed?.count], [2, 3]);
      const run = await storedRuns.open(live.id);
      assert.equal(run.state, 'interrupted');
      assert.equal(await run.text(1), 'item 2\n');
      assert.equal(run.table.state(2), 'queued');
      assert.equal((await run.results).length, 2);
    }));

  test('goes on with what is missing, in its own folder, and ends as any other', () =>
    withInterrupted(async (live, host) => {
      const shown = await host.storedRuns.open(live.id);
      const started: Run[] = [];
      host.runs.onDidStart((run) => started.push(run));
      const run = await resumeRun(host, live.id);
      assert.ok(run);
      assert.deepEqual(started, [run]);
      assert.deepEqual([run.id, run.number, run.startedAt], [live.id, shown.number, live.startedAt]);
      assert.deepEqual(host.runs.list, [run]);
      const results = await run.results;
      assert.deepEqual(
        results.map(({ outcome }) => outcome),
        ['ok', 'ok', 'ok'],
      );
      assert.deepEqual(await Promise.all([0, 1, 2].map((index) => run.text(index))), [
        'item 1\n',
        'item 2\n',
        '1500/late\n',
      ]);
      await host.runs.settled();
      const lines = (await readFile(join(run.folder, 'results.ndjson'), 'utf8')).trim().split('\n');
      assert.equal(lines.length, 3);
      assert.equal((await readJson<SummaryFile>(run, 'summary.json')).state, 'done');
      await assert.rejects(readFile(join(run.folder, 'lock.json')), { code: 'ENOENT' });
    }));

  test('stays as it is where it is resumed after it has ended', () =>
    withInterrupted(async (live, host) => {
      await (
        await resumeRun(host, live.id)
      )?.results;
      await host.runs.settled();
      const summary = join(live.folder, 'summary.json');
      const before = await readFile(summary, 'utf8');
      const said: string[] = [];
      const listen = async (message: string) => void said.push(message);
      const window = vscode.window as { showWarningMessage: unknown };
      await withStub(window, 'showWarningMessage', listen, async () => {
        assert.equal(await resumeRun(host, live.id), undefined);
      });
      assert.match(said.join(), /^This run has ended/);
      assert.equal(await readFile(summary, 'utf8'), before);
      await assert.rejects(readFile(join(live.folder, 'lock.json')), { code: 'ENOENT' });
    }));

  test('is the one that is resumed where none is named', () =>
    withInterrupted(async (live, host) => {
      assert.equal((await resumeRun(host, undefined))?.id, live.id);
    }));

  test('is left alone while another window has it under way', () =>
    withInterrupted(async (live, host) => {
      const lock = join(live.folder, 'lock.json');
      await writeFile(lock, JSON.stringify({ pid: process.ppid, host: hostname() }));
      assert.equal(await RunLock.take(live.folder), undefined);
      assert.deepEqual(await host.storedRuns.list(), []);
      await assert.rejects(host.storedRuns.open(live.id), /under way in another window/);
      await assert.rejects(host.storedRuns.prepare(live.id), /under way in another window/);
      await rm(lock);
      assert.equal((await host.storedRuns.list()).length, 1);
    }));

  test('is not said to be in another window while this one lets it go on', () =>
    withInterrupted(async (live, { storedRuns }) => {
      const { lock } = await storedRuns.prepare(live.id);
      await assert.rejects(storedRuns.prepare(live.id), /This run is still under way/);
      await assert.rejects(storedRuns.open(live.id), /This run is still under way/);
      await lock.release();
    }));

  test('is free again when the process that had it is gone', () =>
    withInterrupted(async (live, host) => {
      const owner = { pid: 2 ** 30, host: hostname() };
      await writeFile(join(live.folder, 'lock.json'), JSON.stringify(owner));
      assert.equal((await host.storedRuns.list())[0]?.state, 'interrupted');
    }));

  test('takes its secrets from the document as it is now', () =>
    withHost(async (host) => {
      const list = [fixture('/item/1?key=a'), fixture('/item/2?key=b'), fixture('/delay/1500/late?key=c')];
      const editor = await openUnsaved(list.join('\n'));
      try {
        const { uri } = editor.document;
        const reading = await host.textWorker.read(
          { type: 'pieces', pieces: [list.join('\n')] },
          { languageId: 'plaintext', merge: true },
        );
        assert.ok(reading.type === 'read');
        const { requests, places } = reading;
        const live = host.runs.start({
          title: 'list',
          requests,
          source: { documents: [uri], places },
          options: host.settings.options(undefined),
          byCommand: true,
        });
        await ended(live, 2);
        const window = await host.reload();
        const run = await resumeRun({ ...host, ...window }, live.id);
        const last = (await run?.results)?.[2];
        assert.equal(last?.request.url, list[2]);
        assert.equal(last?.outcome, 'ok');
      } finally {
        await closeEditors();
      }
    }));

  test('fails what lacks its secret, and can be resumed when that is back', () =>
    withHost(async (host) => {
      const options = { hostHeaders: { [new URL(fixture('/')).host]: { 'X-Any': 's3cret' } } };
      const live = host.start([fixture('/item/1'), fixture('/delay/1500/x?key=a')], options);
      await ended(live, 1);
      const window = { ...host, ...(await host.reload()) };
      for (let round = 1; round <= 2; round++) {
        const run = await resumeRun(window, live.id);
        const [first, second] = (await run?.results) ?? [];
        assert.equal(first?.outcome, 'ok');
        assert.equal(second?.failure?.kind, 'input');
        assert.match(second.failure.message, /secret, which is not stored/);
        await window.runs.settled();
      }
    }));

  test('is said once, with a way to resume and to show it', () =>
    withInterrupted(async (live, { storedRuns }) => {
      const values = new Map<string, unknown>();
      const memory = {
        get: (key: string, other: unknown) => values.get(key) ?? other,
        update: async (key: string, value: unknown) => void values.set(key, value),
      } as unknown as vscode.Memento;
      const asked: string[] = [];
      const resumed: string[] = [];
      const actions = {
        resume: (id: string) => resumed.push(id),
        show: () => assert.fail(),
        showAll: () => assert.fail(),
      };
      const answer = async (message: string, ...choices: string[]) => {
        asked.push(message);
        return choices[0];
      };
      const window = vscode.window as { showInformationMessage: unknown };
      await withStub(window, 'showInformationMessage', answer, async () => {
        await noticeInterrupted(storedRuns, memory, actions);
        await noticeInterrupted(storedRuns, memory, actions);
      });
      assert.equal(asked.length, 1);
      assert.match(asked[0] ?? '', /urls\.txt was interrupted/);
      assert.deepEqual(resumed, [live.id]);
    }));
});

suite('several interrupted runs', () => {
  test('are said together, with a way to choose among them', () =>
    withHost(async (host) => {
      const all = [1, 2].map(() => host.start([fixture('/hang')], { byCommand: true }));
      await eventually('the descriptions', async () => {
        const names = await Promise.all(
          all.map((run) => stat(join(run.folder, 'run.json')).catch(() => undefined)),
        );
        return names.every((each) => each !== undefined) || undefined;
      });
      const { storedRuns } = await host.reload();
      const memory = { get: (_: string, other: unknown) => other, update: async () => undefined };
      const asked: string[] = [];
      let chosen = 0;
      const actions = {
        resume: () => assert.fail(),
        show: () => assert.fail(),
        showAll: () => (chosen += 1),
      };
      const answer = async (message: string, ...choices: string[]) => {
        asked.push(message);
        return choices[0];
      };
      const window = vscode.window as { showInformationMessage: unknown };
      await withStub(window, 'showInformationMessage', answer, () =>
        noticeInterrupted(storedRuns, memory as unknown as vscode.Memento, actions),
      );
      assert.match(asked.join(), /^Gather: 2 runs were interrupted/);
      assert.equal(chosen, 1);
    }));
});

suite('a run that was cancelled', () => {
  test('goes on with all that was cancelled, at once', () =>
    withHost(async (host) => {
      const live = host.start([
        fixture('/item/1'),
        fixture('/delay/1500/alone'),
        fixture('/delay/1500/late'),
      ]);
      await ended(live, 1);
      live.cancel(1);
      await ended(live, 2);
      live.cancel();
      await live.results;
      assert.deepEqual([live.state, live.summary().cancelled], ['cancelled', 2]);
      // Its end is still being written.
      const run = await resumeRun(host, live.id);
      assert.ok(run);
      assert.equal(run.table.ended, 1);
      const results = await run.results;
      assert.deepEqual(
        results.map(({ outcome }) => outcome),
        ['ok', 'ok', 'ok'],
      );
      assert.equal(run.state, 'done');
    }));

  test('says still what was left out of its document', () =>
    withHost(async (host) => {
      const live = host.runs.start({
        title: 'urls.txt',
        requests: RequestList.from([fixture('/hang')]),
        options: host.settings.options(undefined),
        byCommand: true,
        leftOut: '3 URLs were left out.',
      });
      live.cancel();
      await live.results;
      assert.equal((await resumeRun(host, live.id))?.leftOut, '3 URLs were left out.');
    }));

  test('goes on also where it was cancelled before anything of it was stored', () =>
    withHost(async (host) => {
      const live = host.start([fixture('/item/1'), fixture('/item/2')]);
      live.cancel();
      await live.results;
      const run = await resumeRun(host, live.id);
      assert.equal((await run?.results)?.length, 2);
      assert.equal(run?.state, 'done');
      const stored = await (await host.reload()).storedRuns.open(live.id);
      assert.equal(stored.requests.url(1), fixture('/item/2'));
      assert.equal(await stored.text(1), 'item 2\n');
    }));
});

suite('a run that was cancelled before all of it was stored', () => {
  const items = () => [1, 2, 3].map((nth) => fixture(`/item/${nth}`));

  test('says so where it is read back, and goes on with what is known', () =>
    withHost(async (host) => {
      const live = host.start(items());
      await live.results;
      const window = await host.reload();
      const file = join(live.folder, 'requests.ndjson');
      await truncate(file, (await readFile(file, 'utf8')).indexOf('{"index":2,'));
      await truncate(join(live.folder, 'results.ndjson'), 0);
      const summary = { ...(await readJson<SummaryFile>(live, 'summary.json')), state: 'cancelled' };
      await writeFile(join(live.folder, 'summary.json'), JSON.stringify(summary));
      const stored = await window.storedRuns.open(live.id);
      assert.equal(stored.table.length, 2);
      assert.match(runNotice(stored) ?? '', /^1 of the URLs of urls\.txt had not been stored/);
      const said: string[] = [];
      const listen = async (message: string) => void said.push(message);
      const warnings = vscode.window as { showWarningMessage: unknown };
      await withStub(warnings, 'showWarningMessage', listen, async () => {
        const run = await resumeRun({ ...host, ...window }, live.id);
        assert.equal((await run?.results)?.length, 2);
      });
      assert.deepEqual(said, [runNotice(stored)]);
    }));

  test('stays as it is where nothing of it is known', () =>
    withHost(async (host) => {
      const live = host.start(items());
      live.cancel();
      await live.results;
      const window = await host.reload();
      const before = await readFile(join(live.folder, 'run.json'), 'utf8');
      const said: string[] = [];
      const listen = async (message: string) => void said.push(message);
      const warnings = vscode.window as { showWarningMessage: unknown };
      await withStub(warnings, 'showWarningMessage', listen, async () => {
        assert.equal(await resumeRun({ ...host, ...window }, live.id), undefined);
      });
      assert.match(said.join(), /^3 of the URLs of urls\.txt had not been stored/);
      assert.equal(await readFile(join(live.folder, 'run.json'), 'utf8'), before);
      assert.equal((await window.storedRuns.list())[0]?.count, 3);
    }));
});

suite('a run to resume', () => {
  test('is none of another extension, where none is named', () =>
    withHost(async (host) => {
      const guest = host.start([fixture('/hang')]);
      guest.cancel();
      await guest.results;
      const said: string[] = [];
      const listen = async (message: string) => void said.push(message);
      const window = vscode.window as { showInformationMessage: unknown };
      await withStub(window, 'showInformationMessage', listen, async () => {
        await host.runs.settled();
        assert.equal(await resumeRun(host, undefined), undefined);
      });
      assert.match(said.join(), /^There is no run to resume/);
    }));
});

suite('clearing the stored runs', () => {
  test('asks, tells how many and how much, and leaves what is under way', () =>
    withHost(async ({ runs, storedRuns, start }) => {
      const hanging = start([fixture('/hang')]);
      const first = start([fixture('/bytes/2000')]);
      const second = start([fixture('/item/1')]);
      await Promise.all([first.results, second.results]);
      await runs.settled();
      await eventually(
        'the lock',
        async () => (await RunLock.take(hanging.folder)) === undefined || undefined,
      );
      const asked: unknown[] = [];
      const details: string[] = [];
      const said: string[] = [];
      const listen = async (message: string) => void said.push(message);
      let answer: string | undefined;
      const ask = async (message: string, options: vscode.MessageOptions, choice: string) => {
        asked.push([message, options.modal, choice]);
        details.push(options.detail ?? '');
        return answer;
      };
      const window = vscode.window as { showWarningMessage: unknown; showInformationMessage: unknown };
      await withStub(window, 'showWarningMessage', ask, async () => {
        await clearStoredRuns(runs, first);
        assert.equal((await storedRuns.list()).length, 2);
        answer = 'Delete';
        await withStub(window, 'showInformationMessage', listen, () => clearStoredRuns(runs, hanging));
      });
      assert.match(String(asked[0]), /^Delete 2 stored runs \(\d.*B\)\?,true,Delete$/);
      assert.deepEqual(
        details.map((detail) => /The run that the panel shows goes too\./.test(detail)),
        [true, false],
      );
      assert.deepEqual(said, ['2 stored runs were deleted.']);
      assert.deepEqual(runs.list, [hanging]);
      assert.deepEqual(await storedRuns.list(), []);
      await assert.rejects(first.body(0), /have been deleted/);
    }));

  test('goes on where one cannot be deleted, and says how many stayed, where, and why', () =>
    withHost(async ({ runs, start }) => {
      const all = [1, 2, 3].map((nth) => start([fixture(`/item/${nth}`)]));
      await Promise.all(all.map((run) => run.results));
      await runs.settled();
      const said: string[] = [];
      const answer = async (message: string, _options: unknown, choice?: string) => {
        said.push(message);
        return choice;
      };
      const refuse = async (folder: string, id: string) => {
        if (id !== all[1]?.id) return deleteRun(folder, id);
        throw new Error(`EACCES: permission denied, rmdir '${join(folder, id)}'`);
      };
      const window = vscode.window as { showWarningMessage: unknown };
      await withStub(window, 'showWarningMessage', answer, () => clearStoredRuns(runs, undefined, refuse));
      assert.deepEqual(runs.list, [all[1]]);
      assert.equal(
        said[1]?.replace(runs.folder, '<folder>'),
        '1 of 3 stored runs could not be deleted from <folder> (EACCES: permission denied). See that the folder is writable and that no other program uses its files, then clear again.',
      );
    }));

  test('says that they cannot be read', () =>
    withHost(async ({ runs }) => {
      await writeFile(runs.folder, 'in the way');
      const said: string[] = [];
      const listen = async (message: string) => void said.push(message);
      const window = vscode.window as { showWarningMessage: unknown };
      await withStub(window, 'showWarningMessage', listen, () => clearStoredRuns(runs, undefined));
      assert.match(said.join(), /^The stored runs in .* cannot be read: ENOTDIR: not a directory\.$/);
    }));
});
