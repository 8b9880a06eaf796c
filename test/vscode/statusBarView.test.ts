import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { stateCode } from '../../src/core/rowState.ts';
import { commandIds } from '../../src/host/commandIds.ts';
import { type StatusItem, showRunsInStatusBar } from '../../src/host/statusBarView.ts';
import type { RunLock } from '../../src/host/runLock.ts';
import { batchOf } from './support/batch.ts';
import { eventually } from './support/eventually.ts';
import { FakeFetcher, type TestHost, withHost } from './support/testHost.ts';

type Item = Omit<StatusItem, 'show' | 'hide'> & { shown: boolean; show(): void; hide(): void };

function withStatusBar(
  use: (item: Item, host: TestHost, fetcher: FakeFetcher) => Promise<void>,
): Promise<void> {
  const fetcher = new FakeFetcher();
  return withHost(
    async (host) => {
      const item: Item = {
        text: '',
        tooltip: undefined,
        accessibilityInformation: undefined,
        command: undefined,
        shown: false,
        show() {
          this.shown = true;
        },
        hide() {
          this.shown = false;
        },
      };
      const view = showRunsInStatusBar(host.runs, item);
      try {
        await use(item, host, fetcher);
      } finally {
        view.dispose();
      }
    },
    { fetcher },
  );
}

function tooltipOf(item: Item): vscode.MarkdownString {
  assert.ok(item.tooltip instanceof vscode.MarkdownString);
  return item.tooltip;
}

suite('the status bar', () => {
  test('shows nothing before the first run', () =>
    withStatusBar(async (item) => assert.equal(item.shown, false)));

  test('counts while a run is under way, and opens the panel', () =>
    withStatusBar(async (item, { start }, fetcher) => {
      start(['https://e.com/1', 'https://e.com/2', 'https://e.com/3']);
      assert.equal(item.text, '$(loading~spin) 0/3');
      assert.equal(item.command, commandIds.showResults);
      fetcher.jobs[0]?.onBatch(batchOf([2]));
      await eventually('1 of 3', () => item.text === '$(loading~spin) 1/3' || undefined);
      assert.match(item.accessibilityInformation?.label ?? '', /1 of 3/);
    }));

  test('says afterwards how it ended', () =>
    withStatusBar(async (item, { start }, fetcher) => {
      start(['https://e.com/1', 'https://e.com/2', 'https://e.com/3', 'https://e.com/4']);
      const [job] = fetcher.jobs;
      job?.onBatch(batchOf([0, 1]));
      job?.onBatch(batchOf([2], { state: stateCode.httpError, status: 404 }));
      job?.onBatch(batchOf([3], { state: stateCode.failed, failureKind: 1 }));
      job?.onEnd();
      assert.equal(item.text, '$(check) 2 $(warning) 1 $(error) 1');
    }));

  test('counts what was cancelled apart from what was done, under way and afterwards', () =>
    withStatusBar(async (item, { start }, fetcher) => {
      start(Array.from({ length: 2000 }, (_, nth) => `https://e.com/${nth}`));
      fetcher.jobs[0]?.onBatch(batchOf(Array.from({ length: 1500 }, (_, nth) => nth)));
      fetcher.jobs[0]?.onBatch(batchOf([1500], { state: stateCode.cancelled, status: 0 }));
      const progress = '$(loading~spin) 1,500/2,000 $(circle-slash) 1';
      await eventually('the progress', () => item.text === progress || undefined);
      assert.match(tooltipOf(item).value, /: 1,500\/2,000 /);
      fetcher.jobs[0]?.onBatch(
        batchOf(
          Array.from({ length: 499 }, (_, nth) => 1501 + nth),
          { state: stateCode.cancelled, status: 0 },
        ),
      );
      fetcher.jobs[0]?.onEnd();
      assert.equal(item.text, '$(check) 1,500 $(circle-slash) 500');
      assert.match(
        item.accessibilityInformation?.label ?? '',
        /^Gather: urls\.txt: 1,500 of 2,000 done in .*: 1,500 ok, 500 cancelled$/,
      );
    }));

  test('says how the run ended that did so last, not the one that began last', () =>
    withStatusBar(async (item, { start }, fetcher) => {
      start(['https://e.com/1', 'https://e.com/2'], { title: 'slow.txt' });
      start(['https://e.com/3'], { title: 'quick.txt' });
      const [slow, quick] = fetcher.jobs;
      quick?.onBatch(batchOf([0]));
      quick?.onEnd();
      assert.equal(item.text, '$(loading~spin) 0/2');
      slow?.onBatch(batchOf([0, 1]));
      slow?.onEnd();
      assert.equal(item.text, '$(check) 2');
      assert.match(item.accessibilityInformation?.label ?? '', /slow\.txt/);
    }));

  test('says how an older run ended that went on', () =>
    withStatusBar(async (item, { start, runs }, fetcher) => {
      const older = start(['https://e.com/1', 'https://e.com/2'], { title: 'older.txt' });
      fetcher.jobs[0]?.onBatch(batchOf([0]));
      older.cancel();
      fetcher.jobs[0]?.onEnd();
      start(['https://e.com/3'], { title: 'newer.txt' });
      fetcher.jobs[1]?.onBatch(batchOf([0]));
      fetcher.jobs[1]?.onEnd();
      const { id, number, startedAt, title, requests, options } = older;
      const resumed = runs.make(
        { title, requests, options, byCommand: true },
        { id, number, startedAt: startedAt - 1000 },
      );
      const lock = { release: async () => undefined } as unknown as RunLock;
      const extent = { resultsLength: 0, requests: { count: 2, length: 0 }, lost: [], elapsed: 0 };
      runs.begin(resumed, undefined, { lock, earlier: { ...extent, ended: new Uint8Array(2) } });
      assert.equal(item.text, '$(loading~spin) 0/2');
      fetcher.jobs[2]?.onBatch(batchOf([0, 1]));
      fetcher.jobs[2]?.onEnd();
      assert.deepEqual(
        runs.list.map((run) => run.title),
        ['newer.txt', 'older.txt'],
      );
      assert.equal(item.text, '$(check) 2');
      assert.match(item.accessibilityInformation?.label ?? '', /older\.txt/);
    }));

  test('shows nothing any more when the files of the run are gone', () =>
    withStatusBar(async (item, { start, runs }, fetcher) => {
      const [first, second] = [start(['https://e.com/1']), start(['https://e.com/2'])];
      for (const job of fetcher.jobs) {
        job.onBatch(batchOf([0]));
        job.onEnd();
      }
      runs.forget(new Set([first.id]));
      assert.equal(item.shown, true);
      runs.forget(new Set([second.id]));
      assert.equal(item.shown, false);
      start(['https://e.com/3']);
      assert.deepEqual([item.shown, item.text], [true, '$(loading~spin) 0/1']);
      runs.forget(new Set([first.id]));
      assert.equal(item.shown, true);
    }));

  test('counts several runs together, and links to cancel each of them', () =>
    withStatusBar(async (item, { start }) => {
      const runs = [start(['https://e.com/1']), start(['https://e.com/2', 'https://e.com/3'])];
      assert.equal(item.text, '$(loading~spin) 0/3');
      const tooltip = tooltipOf(item);
      for (const { id } of runs) {
        const link = `(command:${commandIds.cancelRun}?${encodeURIComponent(JSON.stringify([id]))})`;
        assert.ok(tooltip.value.includes(link), tooltip.value);
      }
      assert.deepEqual(tooltip.isTrusted, { enabledCommands: [commandIds.cancelRun, commandIds.showOutput] });
    }));

  test('takes a title for what it is, not for Markdown', () =>
    withStatusBar(async (item, { start }) => {
      start(['https://e.com/1'], { title: '[x](command:gather.showOutput) $(trash) <b>.txt' });
      const { value } = tooltipOf(item);
      assert.equal(value.match(/\(command:/g)?.length, 2, value);
      assert.ok(!value.includes('$(trash)') && !value.includes('<b>'), value);
    }));
});
