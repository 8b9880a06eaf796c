import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import type { PanelDetails } from '../../src/core/panelDetails.ts';
import type { ToPanel } from '../../src/core/panelProtocol.ts';
import { PanelFeed } from '../../src/host/panelFeed.ts';
import type { Run } from '../../src/host/run.ts';
import { batchOf } from './support/batch.ts';
import { eventually } from './support/eventually.ts';
import { fixture } from './support/extension.ts';
import { FakeFetcher, type TestHost, withHost } from './support/testHost.ts';

const nothing = () => undefined;

interface Panel extends TestHost {
  feed: PanelFeed;
  /** Forgets what was told, asks for the details of a row, and gives them. */
  details: (run: Run, index: number, withBody?: boolean) => Promise<PanelDetails>;
  /** The details that are told next. */
  next: () => Promise<PanelDetails>;
  told: ToPanel[];
}

function withPanel(use: (panel: Panel) => Promise<void>, fetcher?: FakeFetcher): Promise<void> {
  return withHost(
    async (host) => {
      const told: ToPanel[] = [];
      const actions = {
        openBody: nothing,
        explain: nothing,
        rowAction: nothing,
        showHistory: nothing,
        hasHistory: async () => false,
        showOutput: nothing,
        runAgain: nothing,
        runFailedAgain: nothing,
        resume: nothing,
        addField: nothing,
        removeField: nothing,
        selectionChanged: nothing,
        chosen: nothing,
        keepLayout: nothing,
      };
      const feed = new PanelFeed(host.runs, actions, (message) => told.push(message));
      feed.receive({ type: 'ready' });
      const next = async () => {
        const message = await eventually('the details', () => told.find(({ type }) => type === 'details'));
        assert.ok(message.type === 'details');
        return message.details;
      };
      const details: Panel['details'] = (run, index, withBody = false) => {
        told.splice(0);
        feed.receive({ type: 'details', run: run.id, index, withBody });
        return next();
      };
      try {
        await use({ ...host, feed, details, next, told });
      } finally {
        feed.dispose();
      }
    },
    { ...(fetcher && { fetcher }) },
  );
}

suite('the details of a request', () => {
  test('tell what was sent and what came, redirects and timings', () =>
    withPanel(async ({ start, details }) => {
      const run = start([fixture('/redirect/2')], { headers: { 'x-token': 'hunter2' } });
      await run.results;
      const told = await details(run, 0);
      assert.equal(told.index, 0);
      assert.equal(told.row.status, 200);
      assert.equal(told.finalUrl, fixture('/item/redirected'));
      assert.deepEqual(
        told.stored?.redirects.map(({ status }) => status),
        [302, 302],
      );
      assert.ok(told.stored?.headers.some(([name]) => name === 'content-type'));
      assert.ok(told.stored?.requestHeaders.some(([name, value]) => name === 'x-token' && value === '•••'));
      assert.ok((told.timings?.total ?? 0) > 0 && (told.startedAt ?? 0) >= run.startedAt);
      assert.equal(told.body, undefined);
      assert.ok(!JSON.stringify(told).includes('hunter2'));
    }));

  test('are told again when the request has ended, and not after another was asked for', () => {
    const fetcher = new FakeFetcher();
    return withPanel(async ({ start, details, next, told, feed }) => {
      const run = start(['https://e.com/0', 'https://e.com/1']);
      assert.equal((await details(run, 1)).row.state, 'queued');
      told.splice(0);
      fetcher.jobs[0]?.onBatch(batchOf([1], { attempts: 0, recordLength: 0 }));
      assert.equal((await next()).row.state, 'ok');
      told.splice(0);
      feed.receive({ type: 'details', run: run.id });
      fetcher.jobs[0]?.onBatch(batchOf([0], { attempts: 0, recordLength: 0 }));
      await eventually('the rest', () => told.find(({ type }) => type === 'summary'));
      assert.ok(told.every(({ type }) => type !== 'details'));
    }, fetcher);
  });

  test('say that nothing is stored any more', () =>
    withPanel(async ({ start, details, runs }) => {
      const run = start([fixture('/item/1')]);
      await run.results;
      await runs.settled();
      await rm(run.folder, { recursive: true });
      const told = await details(run, 0, true);
      assert.match(told.missing ?? '', /have been deleted/);
      assert.match((told.body?.type === 'none' && told.body.why) || '', /have been deleted/);
    }));

  test('have the body: text decoded, its beginning only where it is long', () =>
    withPanel(async ({ start, details }) => {
      const run = start([
        fixture('/charset/shift_jis?hex=8abf8e9a'),
        fixture('/text/100000'),
        fixture('/html/1'),
      ]);
      await run.results;
      assert.deepEqual((await details(run, 0, true)).body, { type: 'text', text: '漢字', isCut: false });
      const { body } = await details(run, 1, true);
      assert.ok(body?.type === 'text' && body.isCut && body.text.length === 65_536);
      const html = (await details(run, 2, true)).body;
      assert.ok(html?.type === 'text' && html.text.includes('<script>'));
    }));

  test('have no half of a character where a text is cut', () =>
    withPanel(async ({ start, details }) => {
      const run = start([fixture(`/charset/utf-8?hex=${'61e6bca2'.repeat(2000)}`)]);
      await run.results;
      const { body } = await details(run, 0, true);
      assert.ok(body?.type === 'text' && !body.text.includes('\ufffd'));
    }));

  test('have pictures of pixels as bytes, and what is neither text nor that as its beginning', () =>
    withPanel(async ({ start, details }) => {
      const run = start([fixture('/image/1'), fixture('/bytes/5000'), fixture('/status/204')]);
      await run.results;
      const picture = (await details(run, 0, true)).body;
      assert.ok(picture?.type === 'picture' && picture.mediaType === 'image/png');
      assert.equal(picture.bytes.length, run.table.number('bodyBytes', 0));
      const bytes = (await details(run, 1, true)).body;
      assert.ok(bytes?.type === 'bytes' && bytes.isCut && bytes.bytes.length === 2048);
      assert.deepEqual((await details(run, 2, true)).body, {
        type: 'none',
        why: 'The body of this answer is empty.',
      });
    }));

  test('are given of the shown run alone', () =>
    withPanel(async ({ start, feed, told, details }) => {
      const older = start([fixture('/item/1')]);
      const newer = start([fixture('/item/1')]);
      await Promise.all([older.results, newer.results]);
      feed.receive({ type: 'details', run: older.id, index: 0 });
      feed.receive({ type: 'details', run: newer.id, index: 7 });
      await details(newer, 0);
      assert.equal(told.filter(({ type }) => type === 'details').length, 1);
    }));
});

suite('the distribution of times in the panel', () => {
  test('is told with the run, and at its end', () => {
    const fetcher = new FakeFetcher();
    return withPanel(async ({ start, told, feed }) => {
      const run = start(['https://e.com/0', 'https://e.com/1']);
      fetcher.jobs[0]?.onBatch(batchOf([0], { total: 10 }));
      feed.receive({ type: 'show', run: run.id });
      const last = told.at(-1);
      assert.equal(last?.type === 'run' && last.times?.p50, 10);
      told.splice(0);
      fetcher.jobs[0]?.onBatch(batchOf([1], { total: 20 }));
      fetcher.jobs[0]?.onEnd();
      const end = await eventually('the end', () =>
        told.find((message) => message.type === 'summary' && message.state === 'done'),
      );
      assert.deepEqual(end.type === 'summary' && [end.times?.count, end.times?.p99], [2, 20]);
    }, fetcher);
  });
});
