import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limitMemory } from '../../src/host/limitMemory.ts';
import type { Run } from '../../src/host/run.ts';
import { fixture } from './support/extension.ts';
import { withHost } from './support/testHost.ts';

suite('the results of old runs', () => {
  test('leave the memory when newer ones have many, and not those that are in use or nowhere else', () =>
    withHost(async ({ runs, start: begin }) => {
      const start = (urls: string[], how = { byCommand: true }) => begin(urls, how);
      const urls = [fixture('/item/0'), fixture('/item/1')];
      const hanging = start([fixture('/hang')]);
      const shown = start(urls);
      const unstored = start(urls);
      const elsewhere = start(urls);
      const guest = start(urls, { byCommand: false });
      const older = start(urls);
      const old = start(urls);
      await Promise.all([shown, unstored, elsewhere, guest, older, old].map((run) => run.results));
      unstored.storeNowhere('the disk is full');
      elsewhere.storeIn(join(tmpdir(), elsewhere.id));
      const inUse: Run[] = [shown];
      const listener = limitMemory(runs, () => inUse, 3);

      const newer = start(urls);
      await newer.results;
      assert.deepEqual(runs.list, [newer, old, guest, elsewhere, unstored, shown, hanging]);
      assert.equal(await older.text(1), 'item 1\n', 'who still has it can go on reading');

      const large = start([...urls, ...urls, ...urls].map((url, n) => `${url}?${n}`));
      await large.results;
      assert.deepEqual(runs.list, [large, guest, elsewhere, unstored, shown, hanging]);
      listener.dispose();
    }));
});
