import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { change } from '../../src/core/change.ts';
import { Places } from '../../src/core/places.ts';
import { RequestList } from '../../src/core/requestList.ts';
import { compareWithEarlier } from '../../src/host/compareCommand.ts';
import { type Comparison, compare } from '../../src/host/comparison.ts';
import { EarlierRuns } from '../../src/host/earlierRuns.ts';
import type { Run } from '../../src/host/run.ts';
import { fixture } from './support/extension.ts';
import { withStub } from './support/stub.ts';
import { type TestHost, withHost } from './support/testHost.ts';

const noStoredRuns = { list: async () => [], open: async (id: string) => assert.fail(id) };

const noPlaces = new Places([]);

/** Runs these paths of the fixture server to the end. */
async function ended(host: TestHost, paths: string[], options: Parameters<TestHost['start']>[1] = {}) {
  const run = host.start(
    paths.map((path) => fixture(path)),
    { retries: 0, ...options },
  );
  await run.results;
  return run;
}

/** The bits of the rows, but for how long they took. */
const bits = ({ changes }: Comparison) => [...changes].map((each) => each & ~(change.slower | change.faster));

suite('a comparison of two runs', () => {
  test('reads bodies of the same length', () =>
    withHost(async (host) => {
      // The body of /headers tells how often it was asked for.
      const paths = ['/text/200000', '/headers/x', '/status/404', '/close'];
      const [earlier, later] = [await ended(host, paths), await ended(host, paths)];
      assert.deepEqual(bits(await compare(earlier, later)), [0, change.body, 0, 0]);
    }));

  test('reads bodies that lie in pieces', () =>
    withHost(async (host) => {
      const paths = Array.from({ length: 20 }, () => '/bytes/3000000');
      const [earlier, later] = [await ended(host, paths), await ended(host, paths)];
      const scattered = paths.filter((_, row) => later.table.has('scattered', row));
      assert.ok(scattered.length > 0, 'no body lies in pieces');
      assert.deepEqual(
        bits(await compare(earlier, later)),
        paths.map(() => 0),
      );
    }));

  test('reads no further when it is cancelled', () =>
    withHost(async (host) => {
      const [earlier, later] = [await ended(host, ['/text/2000']), await ended(host, ['/text/2000'])];
      assert.deepEqual(bits(await compare(earlier, later, AbortSignal.abort())), [change.bodyUnknown]);
    }));

  test('knows nothing of bodies that were cut, were never stored or are gone', () =>
    withHost(async (host) => {
      const paths = ['/text/2000'];
      const cut = await ended(host, paths, { maxBodyBytes: 100 });
      assert.deepEqual(bits(await compare(cut, cut)), [change.bodyUnknown]);
      const whole = await ended(host, paths);
      const checked = await ended(host, paths, { mode: 'check' });
      assert.deepEqual(bits(await compare(whole, checked)), [change.bodyUnknown]);
      await rm(whole.folder, { recursive: true });
      assert.deepEqual(bits(await compare(whole, await ended(host, paths))), [change.bodyUnknown]);
    }));
});

suite('comparing with an earlier run', () => {
  /** Compares `later`; gives what was offered, said and shown. The pick is the first. */
  async function compared(host: TestHost, later: Run) {
    const window = vscode.window as { showQuickPick: unknown; showInformationMessage: unknown };
    const said: string[] = [];
    const shown: Comparison[] = [];
    let offered: readonly vscode.QuickPickItem[] = [];
    const listen = async (message: string) => void said.push(message);
    const pick = async (items: readonly vscode.QuickPickItem[]) => {
      offered = items;
      return items[0];
    };
    const panel = { showComparison: (comparison: Comparison) => void shown.push(comparison) };
    await withStub(window, 'showInformationMessage', listen, () =>
      withStub(window, 'showQuickPick', pick, () =>
        compareWithEarlier(new EarlierRuns(host.runs, noStoredRuns), panel, later),
      ),
    );
    return { offered: offered.map((item) => item.label), said, shown };
  }

  test('offers those of the same source first, then the others, and none that is later or under way', () =>
    withHost(async (host) => {
      const source = (path: string) => ({ documents: [vscode.Uri.file(path)], places: noPlaces });
      const start = async (title: string, path: string) => {
        const run = host.runs.start({
          title,
          requests: RequestList.from([fixture('/item/1')]),
          options: host.settings.options(undefined),
          byCommand: true,
          source: source(path),
        });
        await run.results;
        return run;
      };
      const first = await start('a', '/a');
      await start('other', '/b');
      host.start([fixture('/hang')], { title: 'under way' });
      const later = await start('a again', '/a');
      await start('later', '/a');
      const { offered, said, shown } = await compared(host, later);
      assert.deepEqual([offered, said], [['a', 'other'], []]);
      assert.deepEqual([shown[0]?.earlier.id, shown[0]?.later.id], [first.id, later.id]);
    }));

  test('says that there is nothing to compare with, or that it is too early', () =>
    withHost(async (host) => {
      const only = await ended(host, ['/item/1']);
      assert.match((await compared(host, only)).said.join(), /no earlier run to compare urls\.txt with/);
      const hanging = host.start([fixture('/hang')]);
      assert.match((await compared(host, hanging)).said.join(), /still being fetched/);
    }));
});
