import assert from 'node:assert/strict';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { limitStorage } from '../../src/host/limitStorage.ts';
import type { Run } from '../../src/host/run.ts';
import { newRunId } from '../../src/host/runId.ts';
import type { Settings } from '../../src/host/settings.ts';
import { eventually } from './support/eventually.ts';
import { fixture } from './support/extension.ts';
import { withHost } from './support/testHost.ts';

suite('the files of old runs', () => {
  const onlyThere = (folder: string, expected: readonly string[]) =>
    eventually('the others to go', async () => {
      const names = (await readdir(folder)).sort();
      return isDeepStrictEqual(names, [...expected].sort()) || undefined;
    });

  test('go when there are too many, and not those that somebody may still ask for', () =>
    withHost(async ({ runs, start }) => {
      let shown: Run | undefined;
      // One of an earlier window, which is shown or compared with.
      const stored = { id: newRunId(new Date(2)) } as Run;
      const warned: unknown[] = [];
      const warn = (message: unknown) => void warned.push(message);
      const log = { info: warn, debug: warn, warn, error: warn };
      const settings = { storage: { maxRuns: 2, maxBytes: 1e9 } };
      const listener = limitStorage(
        runs,
        settings as Settings,
        () => [shown, stored].filter((run) => run !== undefined),
        log,
        0,
        0,
      );

      const hanging = start([fixture('/hang')]);
      shown = start([fixture('/item/0')]);
      await shown.results;
      const guest = start([fixture('/text/6')]);
      await guest.results;
      const listed = start([fixture('/item/1')], { byCommand: true });
      await listed.results;
      // As if they were of an earlier window.
      const earlier = [newRunId(new Date(0)), newRunId(new Date(1))];
      for (const id of [...earlier, stored.id]) await mkdir(join(runs.folder, id));

      const last = start([fixture('/item/2')], { byCommand: true });
      await last.results;
      await onlyThere(
        runs.folder,
        [hanging, shown, stored, guest, listed, last].map((run) => run.id),
      );
      assert.equal(await guest.text(0), 'all of');

      settings.storage = { maxRuns: 2, maxBytes: 0 };
      const hanging2 = start([fixture('/hang')]);
      await onlyThere(
        runs.folder,
        [hanging, shown, stored, hanging2].map((run) => run.id),
      );
      assert.equal(await shown.text(0), 'item 0\n');
      for (const reading of [guest.text(0), guest.details(0)])
        await assert.rejects(reading, /The stored answers of this run have been deleted/);
      assert.deepEqual(
        runs.list.map((run) => run.id),
        [hanging2, shown, hanging].map((run) => run.id),
      );
      assert.deepEqual(warned, []);
      listener.dispose();
    }));

  test('go when the limits have been changed', () =>
    withHost(async ({ runs }) => {
      const [older, newer] = [newRunId(new Date(0)), newRunId(new Date(1))];
      for (const id of [older, newer]) await mkdir(join(runs.folder, id), { recursive: true });
      const fail = (message: unknown) => assert.fail(String(message));
      const log = { info: fail, debug: fail, warn: fail, error: fail };
      const settings = { storage: { maxRuns: 1, maxBytes: 1e9 } };
      const listener = limitStorage(runs, settings as Settings, () => [], log, 0);
      const configuration = vscode.workspace.getConfiguration('gather.storage');
      const global = vscode.ConfigurationTarget.Global;
      try {
        // Whatever it is for the extension itself: these are limited by the settings above.
        await configuration.update('maxRuns', 21, global);
        await onlyThere(runs.folder, [newer]);
      } finally {
        await configuration.update('maxRuns', undefined, global);
        listener.dispose();
      }
    }));
});
