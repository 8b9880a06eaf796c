import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { limitStorage } from '../../src/host/limitStorage.ts';
import type { Run } from '../../src/host/run.ts';
import type { Settings } from '../../src/host/settings.ts';
import { eventually } from './support/eventually.ts';
import { fixture } from './support/extension.ts';
import { withHost } from './support/testHost.ts';

suite('the files of old runs', () => {
  test('go when there are too many, but not those of a run that is shown or under way', () =>
    withHost(async ({ runs, start }) => {
      let shown: Run | undefined;
      const warned: unknown[] = [];
      const warn = (message: unknown) => void warned.push(message);
      const log = { info: warn, debug: warn, warn, error: warn };
      const settings = { storage: { maxRuns: 2, maxBytes: 1e9 } } as Settings;
      const listener = limitStorage(runs, settings, () => shown, log);

      const hanging = start([fixture('/hang')]);
      shown = start([fixture('/item/0')]);
      await shown.results;
      const others: Run[] = [];
      for (let nth = 1; nth <= 3; nth++) {
        const run = start([fixture(`/item/${nth}`)]);
        await run.results;
        others.push(run);
      }
      const kept = [hanging, shown, ...others.slice(1)].map((run) => run.id).sort();
      await eventually('the oldest to go', async () => {
        const there = (await readdir(runs.folder)).sort();
        const known = runs.list.map((run) => run.id).sort();
        return (isDeepStrictEqual(there, kept) && isDeepStrictEqual(known, kept)) || undefined;
      });
      assert.equal(await shown.text(0), 'item 0\n');
      await assert.rejects(others[0]?.text(0) ?? Promise.resolve());
      assert.deepEqual(warned, []);
      listener.dispose();
    }));
});
