import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EarlierRuns, type RunStore } from '../../src/host/earlierRuns.ts';
import type { StoredRun } from '../../src/host/storedRuns.ts';
import type { Run } from '../../src/host/run.ts';
import { showHistory } from '../../src/host/showHistory.ts';
import { fixture } from './support/extension.ts';
import { withStub } from './support/stub.ts';
import { type TestHost, withHost } from './support/testHost.ts';

const stored = (id: string, given: Partial<StoredRun> = {}): StoredRun => ({
  id,
  title: `${id}.txt`,
  startedAt: Date.UTC(2026, 0, 1),
  source: undefined,
  byCommand: true,
  state: 'interrupted',
  count: 60,
  done: 20,
  summary: undefined,
  ...given,
});

/** A store of these, of which only those that are given as runs can be opened. */
const storeOf = (list: readonly StoredRun[], open: Record<string, Run> = {}): RunStore => ({
  list: async () => list,
  open: async (id) => open[id] ?? Promise.reject(new Error('its files are gone.')),
});

/** Asks for the history and picks the run of a label; gives what was offered, shown and said. */
async function history(host: TestHost, store: RunStore, label?: string, shownRun?: Run) {
  const window = vscode.window as {
    showQuickPick: unknown;
    showWarningMessage: unknown;
    showInformationMessage: unknown;
  };
  let offered: readonly vscode.QuickPickItem[] = [];
  const said: string[] = [];
  const shown: Run[] = [];
  const listen = async (message: string) => void said.push(message);
  const pick = async (items: readonly vscode.QuickPickItem[]) => {
    offered = items;
    return items.find((item) => item.label === label);
  };
  await withStub(window, 'showWarningMessage', listen, () =>
    withStub(window, 'showInformationMessage', listen, () =>
      withStub(window, 'showQuickPick', pick, () =>
        showHistory(new EarlierRuns(host.runs, store), { showRun: (run) => void shown.push(run), shownRun }),
      ),
    ),
  );
  const marked = offered.filter(({ description }) => description?.endsWith(' · shown'));
  return { offered: offered.map((item) => [item.label, item.detail]), marked, shown, said };
}

suite('the history', () => {
  test('lists the runs of this window and the stored ones, newest first, each once', () =>
    withHost(async (host) => {
      const done = host.start([fixture('/item/1'), fixture('/status/404')], { title: 'done.txt' });
      await done.results;
      host.start([fixture('/hang')], { title: 'hanging.txt' });
      const older = stored('older', {
        startedAt: Date.UTC(2025, 0, 1),
        state: 'done',
        summary: done.summary(),
      });
      const store = storeOf([
        older,
        stored('cut'),
        stored('large', { count: 1_000_000, done: undefined }),
        stored(done.id),
      ]);
      const { offered, shown } = await history(host, store);
      assert.deepEqual(
        offered.map(([label]) => label),
        ['hanging.txt', 'done.txt', 'cut.txt', 'large.txt', 'older.txt'],
      );
      assert.deepEqual(
        offered.map(([, detail]) => detail?.replace(/^\$\(.*?\) /, '').replace(/[\d.]+ m?s/, '1.50 s')),
        [
          'under way · 0 of 1 done',
          'finished · 2 done in 1.50 s: 1 ok, 1 not accepted',
          'interrupted: VS Code was reloaded or ended · 20 of 60 done',
          'interrupted: VS Code was reloaded or ended · 1,000,000 URLs',
          'finished · 2 done in 1.50 s: 1 ok, 1 not accepted',
        ],
      );
      assert.deepEqual(shown, []);
    }));

  test('shows the run that is picked, of this window or stored', () =>
    withHost(async (host) => {
      const run = host.start([fixture('/item/1')], { title: 'own.txt' });
      const earlier = host.start([fixture('/item/2')], { title: 'earlier.txt' });
      const store = storeOf([stored('old')], { old: earlier });
      assert.deepEqual((await history(host, store, 'own.txt')).shown, [run]);
      assert.deepEqual((await history(host, store, 'old.txt')).shown, [earlier]);
    }));

  test('marks the run that the panel shows among others of its file', () =>
    withHost(async (host) => {
      const [first, second] = [host.start([fixture('/item/1')]), host.start([fixture('/item/1')])];
      await Promise.all([first.results, second.results]);
      const { offered, marked } = await history(host, storeOf([]), undefined, first);
      assert.equal(offered.length, 2);
      assert.deepEqual(
        marked.map((item) => 'id' in item && item.id),
        [first.id],
      );
    }));

  test('gives the run of an id or, where that is gone, the newest of a person', () =>
    withHost(async (host) => {
      const run = host.start([fixture('/item/1')]);
      const own = [stored('guest', { byCommand: false }), stored('new'), stored('old')];
      const earlier = new EarlierRuns(host.runs, storeOf(own, { new: run, old: run }));
      const opened: string[] = [];
      const store = { list: async () => own, open: async (id: string) => (opened.push(id), run) };
      assert.equal(await new EarlierRuns(host.runs, store).openOrNewest('old'), run);
      assert.equal(await new EarlierRuns(host.runs, store).openOrNewest(undefined), run);
      assert.equal(await earlier.openOrNewest('gone'), run);
      assert.deepEqual(opened, ['old', 'new']);
      assert.equal(
        await new EarlierRuns(host.runs, storeOf([stored('gone')])).openOrNewest('gone'),
        undefined,
      );
    }));

  test('knows whether there is any run', () =>
    withHost(async (host) => {
      const hasAny = (list: RunStore['list']) =>
        new EarlierRuns(host.runs, { ...storeOf([]), list }).hasAny();
      assert.equal(await hasAny(async () => []), false);
      assert.equal(await hasAny(async () => [stored('guest', { byCommand: false })]), false);
      assert.equal(await hasAny(async () => Promise.reject(new Error('EACCES'))), false);
      assert.equal(await hasAny(async () => [stored('old')]), true);
      host.start([fixture('/item/1')]);
      assert.equal(await hasAny(async () => []), true);
    }));

  test('says why a run cannot be opened', () =>
    withHost(async (host) => {
      const { shown, said } = await history(host, storeOf([stored('old')]), 'old.txt');
      assert.deepEqual(shown, []);
      assert.deepEqual(said, ['The run of old.txt cannot be opened: its files are gone.']);
    }));

  test('says that there is no run yet', () =>
    withHost(async (host) => {
      assert.match((await history(host, storeOf([]))).said.join(), /There is no run to show/);
    }));
});
