import assert from 'node:assert/strict';
import { access, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { change } from '../../src/core/change.ts';
import { compare } from '../../src/host/comparison.ts';
import { EarlierRuns } from '../../src/host/earlierRuns.ts';
import { resumeRun } from '../../src/host/resumeRun.ts';
import { fixture } from './support/extension.ts';
import { eventually } from './support/eventually.ts';
import { withStub } from './support/stub.ts';
import { type TestHost, type TestParts, withHost } from './support/testHost.ts';

/** A host whose folder of runs cannot be made, and what a person is told. */
function withoutStorage(
  use: (host: TestHost, said: readonly string[]) => Promise<void>,
  parts: TestParts = {},
): Promise<void> {
  const said: string[] = [];
  const listen = async (message: string) => void said.push(message);
  const window = vscode.window as { showWarningMessage: unknown };
  return withStub(window, 'showWarningMessage', listen, () =>
    withHost(async (host) => {
      await writeFile(host.runs.folder, 'in the way');
      await use(host, said);
    }, parts),
  );
}

suite('a run whose folder the disk refuses', () => {
  test('is stored among the temporary files, with all that can be done with it, and that is said once', () =>
    withoutStorage(async ({ runs, start, temporary }, said) => {
      const first = start([fixture('/text/500'), fixture('/status/404')]);
      const second = start([fixture('/text/500'), fixture('/status/404')]);
      await Promise.all([first.results, second.results]);
      const folder = await temporary.path();
      assert.equal(first.folder, join(folder, first.id));
      assert.equal((await first.body(0)).length, 500);
      assert.ok((await second.details(1)).headers.length > 0);
      assert.equal((await compare(first, second)).changes[0], 0);
      assert.equal(said.length, 1);
      const expected =
        /^Gather cannot store runs in <usual> \(E\w+: [\w ]+\)\. What is fetched is kept in <other> until this window is closed or reloaded\. Make/;
      assert.match(said[0]?.replace(runs.folder, '<usual>').replace(folder, '<other>') ?? '', expected);
      await runs.settled();
      await temporary.delete();
      await assert.rejects(access(folder), { code: 'ENOENT' });
    }));

  test('is among the earlier runs', () =>
    withoutStorage(async ({ runs, storedRuns, start, warnings }) => {
      const run = start([fixture('/item/1')]);
      await run.results;
      const earlier = new EarlierRuns(runs, storedRuns);
      assert.deepEqual(
        (await earlier.list()).map(({ id }) => id),
        [run.id],
      );
      assert.equal(await earlier.hasAny(), true);
      assert.match(warnings.join(), /The stored runs cannot be listed: Error: ENOTDIR/);
    }));

  test('can be resumed from there', () =>
    withoutStorage(async (host) => {
      const run = host.start([fixture('/item/1'), fixture('/hang')]);
      await eventually('a result', () => run.table.ended === 1 || undefined);
      run.cancel();
      await run.results;
      await host.runs.settled();
      const again = await resumeRun(host, run.id);
      assert.equal(again?.folder, run.folder);
      assert.equal(again.table.ended, 1);
      again.cancel();
      await again.results;
    }));

  test('is stored where it belongs as soon as that can be', () =>
    withoutStorage(async ({ runs, start }, said) => {
      await start([fixture('/item/1')]).results;
      await rm(runs.folder);
      const run = start([fixture('/item/1')]);
      await run.results;
      assert.equal(run.folder, join(runs.folder, run.id));
      await runs.settled();
      await rm(runs.folder, { recursive: true });
      await writeFile(runs.folder, 'in the way');
      await start([fixture('/item/1')]).results;
      assert.equal(said.length, 2);
    }));

  test('is fetched, and not stored, where there is no room among the temporary files either', () =>
    withoutStorage(
      async ({ runs, start, warnings }, said) => {
        const run = start([fixture('/text/500'), 'http://127.0.0.1:1/'], { retries: 0 });
        const [answer, failure] = await run.results;
        assert.deepEqual([answer?.outcome, answer?.bodyBytes], ['ok', 500]);
        assert.ok((answer?.timings.total ?? 0) > 0 && (answer?.preview.length ?? 0) > 0);
        assert.equal(failure?.failure?.kind, 'refused');
        await assert.rejects(run.body(0), /^UserError: Not stored: E\w+: [\w ]+\. Make room/);
        await assert.rejects(run.details(0), /Not stored: /);
        const later = start([fixture('/text/500')]);
        await later.results;
        assert.equal((await compare(run, later)).changes[0], change.bodyUnknown);
        await runs.settled();
        assert.equal(said.length, 1);
        assert.match(said[0] ?? '', /nor among the temporary files\. URLs are fetched, but/);
        assert.deepEqual(warnings, said);
      },
      { temporaryParent: join(tmpdir(), 'gather-no-such-folder') },
    ));
});
