import assert from 'node:assert/strict';
import { change } from '../../src/core/change.ts';
import { type Comparison, compare } from '../../src/host/comparison.ts';
import { batchOf } from './support/batch.ts';
import { type FakePanel, urls, withPanel } from './support/withPanel.ts';

suite('a comparison in the panel', () => {
  /** A panel that compares two runs of which one URL is in both, one gone and one new. */
  const withComparison = (use: (panel: FakePanel & { comparison: Comparison }) => Promise<void>) =>
    withPanel(async (panel) => {
      const [earlier, later] = [panel.start(urls.slice(0, 2)), panel.start(urls.slice(1, 3))];
      for (const job of panel.fetcher.jobs) {
        job.onBatch(batchOf([0, 1], { recordLength: 1 }));
        job.onEnd();
      }
      panel.feed.receive({ type: 'ready' });
      panel.forget();
      const comparison = await compare(earlier, later);
      panel.feed.showComparison(comparison);
      await use({ ...panel, comparison });
    });

  test('is told with the run, and again when the panel is back', () =>
    withComparison(async ({ feed, told, forget, comparison }) => {
      const shownComparison = () => (told[0]?.type === 'run' ? told[0].comparison : undefined);
      assert.equal(shownComparison()?.earlier.id, comparison.earlier.id);
      assert.deepEqual([...(shownComparison()?.changes ?? [])], [0, change.new, change.gone]);
      feed.hide();
      forget();
      feed.receive({ type: 'ready' });
      assert.equal(shownComparison()?.earlier.id, comparison.earlier.id);
    }));

  test('has rows with what they were before, and those that are gone', () =>
    withComparison(async ({ feed, forget, next, opened, chosen, comparison: { earlier, later } }) => {
      forget();
      feed.receive({ type: 'viewRows', run: later.id, rows: [2, 0, 3] });
      const { rows } = await next('rows');
      assert.deepEqual(
        rows.map((row) => [row.index, row.url, row.before?.status, row.gone]),
        [
          [2, 'https://e.com/0', undefined, true],
          [0, 'https://e.com/1', 200, undefined],
        ],
      );
      feed.receive({ type: 'open', run: later.id, index: 2 });
      feed.receive({ type: 'open', run: later.id, index: 3 });
      assert.deepEqual(opened, [0]);
      for (const index of [2, 0, 3]) feed.receive({ type: 'chosen', run: later.id, index });
      assert.deepEqual(chosen, [
        [earlier, 0],
        [later, 0],
      ]);
    }));

  test('knows what a row was before, of its own run only', () =>
    withComparison(async ({ feed, comparison: { earlier, later } }) => {
      assert.deepEqual(feed.earlier([later, 0]), [earlier, 1]);
      assert.equal(feed.earlier([later, 1]), undefined);
      assert.equal(feed.earlier([earlier, 1]), undefined);
    }));

  test('ends when the panel says so, and when another run is shown', () =>
    withComparison(async ({ feed, told, start, comparison }) => {
      const compared = () => {
        const last = told.at(-1);
        return last?.type === 'run' && last.comparison !== undefined;
      };
      assert.ok(compared());
      feed.receive({ type: 'endComparison', run: comparison.later.id });
      assert.ok(!compared());
      feed.showComparison(comparison);
      assert.ok(compared());
      start(urls, { byCommand: true });
      assert.ok(!compared());
      feed.receive({ type: 'show', run: comparison.later.id });
      assert.ok(!compared());
    }));
});
