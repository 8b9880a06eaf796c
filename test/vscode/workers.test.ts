import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run } from '../../src/host/run.ts';
import { piecesOf } from '../../src/host/textPieces.ts';
import { WorkerThread } from '../../src/host/workerThread.ts';
import { eventually } from './support/eventually.ts';
import { bundle, extension, fixture } from './support/extension.ts';
import { withHost } from './support/testHost.ts';
import { workerCount } from './support/workerCount.ts';

/** A worker's bundle that is not Gather's own. */
async function withWorkerScript(source: string, use: (path: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gather-worker-'));
  try {
    const path = join(folder, 'worker.cjs');
    await writeFile(path, `const { parentPort } = require('node:worker_threads');\n${source}`);
    await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const read = { languageId: 'plaintext', merge: true };

/** Workers of the extension itself, which would end when they have idled for a minute, would be missed in the counts. */
async function keepOwnWorkers(): Promise<void> {
  const api = await extension().activate();
  await api.extract('', { languageId: 'plaintext' });
  await api.gather([fixture('/item/1')]).results;
}

suite('the fetching worker', () => {
  suiteSetup(keepOwnWorkers);

  test('is ended and awaited', () =>
    withHost(async ({ start, fetchWorker }) => {
      const before = workerCount();
      await start([fixture('/item/1')]).results;
      assert.equal(workerCount(), before + 1);
      await fetchWorker.dispose();
      assert.equal(workerCount(), before);
    }));

  test('ends with its runs, which are cancelled, when the extension is deactivated', () =>
    withHost(async ({ runs, start, fetchWorker }) => {
      const before = workerCount();
      const [first, second] = [start([fixture('/item/1'), fixture('/hang')]), start([fixture('/hang')])];
      for await (const result of first) {
        assert.equal(result.index, 0);
        break;
      }
      runs.cancelAll();
      await fetchWorker.dispose();
      assert.equal(workerCount(), before);
      const results = await Promise.all([first.results, second.results]);
      assert.deepEqual(
        results.flat().map((result) => result.outcome),
        ['ok', 'cancelled', 'cancelled'],
      );
    }));

  test('serves several runs at once', () =>
    withHost(async ({ start }) => {
      const before = workerCount();
      const runs = [0, 1, 2].map((nth) =>
        start(Array.from({ length: 50 }, (_, index) => fixture(`/item/${nth}-${index}`))),
      );
      for (const [nth, run] of runs.entries()) {
        const previews = (await run.results).map((result) => result.preview);
        assert.deepEqual(
          previews,
          previews.map((_, index) => `item ${nth}-${index}\n`),
        );
      }
      assert.equal(workerCount(), before + 1);
    }));

  test('that dies fails what was under way, readably, and the next run starts another', () =>
    withWorkerScript(
      `const { existsSync, writeFileSync } = require('node:fs');
       if (existsSync(__filename + '.died')) require(${JSON.stringify(bundle('fetchWorker.cjs'))});
       else parentPort.on('message', () => {
         writeFileSync(__filename + '.died', '');
         throw new Error('out of luck');
       });`,
      (fetchWorkerPath) =>
        withHost(
          async ({ start }) => {
            const [result] = await start([fixture('/item/1')]).results;
            assert.equal(result?.outcome, 'failed');
            assert.equal(result.failure?.kind, 'internal');
            assert.match(result.failure.message, /ended unexpectedly \(out of luck\)\. Run again/);
            const [again] = await start([fixture('/item/1')]).results;
            assert.equal(again?.outcome, 'ok');
          },
          { fetchWorkerPath },
        ),
    ));

  test('that cannot be started fails the run', () =>
    withHost(
      async ({ start }) => {
        const [result] = await start([fixture('/item/1')]).results;
        assert.equal(result?.failure?.kind, 'internal');
      },
      { fetchWorkerPath: join(tmpdir(), 'no-such-worker.cjs') },
    ));

  test('that does not answer to Cancel is ended after a second, with all its runs', () =>
    withWorkerScript(
      `const none = () => new Uint32Array(0);
       parentPort.on('message', ({ type, run }) => {
         if (type === 'requests') {
           const started = { started: new Uint32Array([0]), startedAt: new Float64Array([1]) };
           const ended = { waiting: none(), ended: none(), numbers: { state: new Uint8Array(0) } };
           const batch = { ...started, ...ended, texts: new Uint8Array(0), words: [], firstWord: 1 };
           parentPort.postMessage({ type: 'batch', run, batch });
         }
         if (type === 'cancel') for (;;);
       });`,
      (fetchWorkerPath) =>
        withHost(
          async ({ start }) => {
            const before = workerCount();
            const stuck = start([fixture('/hang'), fixture('/hang')]);
            const other = start([fixture('/hang')]);
            const begun = (run: Run) => new Promise<void>((resolve) => run.onDidChange(() => resolve()));
            await Promise.all([begun(stuck), begun(other)]);
            const clock = performance.now();
            stuck.cancel();
            const outcomes = (await stuck.results).map((result) => result.outcome);
            const took = performance.now() - clock;
            assert.deepEqual(outcomes, ['cancelled', 'cancelled']);
            assert.ok(took > 900 && took < 10_000, `${took} ms`);
            assert.match((await other.results)[0]?.failure?.message ?? '', /did not answer to Cancel/);
            await eventually('no worker', () => workerCount() === before || undefined);
          },
          { fetchWorkerPath },
        ),
    ));

  test('is sent no more requests than it can take in', () =>
    withWorkerScript(
      `let ahead = 0, most = 0, count = 0;
       parentPort.on('message', (message) => {
         if (message.type === 'start') count = message.count;
         if (message.type !== 'requests') return;
         most = Math.max(most, ++ahead);
         const { run, first, urls } = message;
         if (first + urls.length === count) {
           parentPort.postMessage({ type: 'fault', run, message: most + ' at most, ' + count + ' in all' });
         }
         setTimeout(() => {
           ahead--;
           parentPort.postMessage({ type: 'taken', run });
         }, 20);
       });`,
      (fetchWorkerPath) =>
        withHost(
          async ({ start }) => {
            const [result] = await start(Array.from({ length: 60_000 }, () => fixture('/item/1'))).results;
            assert.match(result?.failure?.message ?? '', /\(4 at most, 60000 in all\)/);
          },
          { fetchWorkerPath },
        ),
    ));
});

suite('a worker thread', () => {
  test('that runs out of memory is told as such, and the next message starts another', () =>
    withWorkerScript(
      `parentPort.on('message', (message) => {
         if (message === 'echo') return parentPort.postMessage(message);
         const kept = [];
         for (;;) kept.push(new Array(100_000).fill(kept.length));
       });`,
      async (path) => {
        const before = workerCount();
        const lost = Promise.withResolvers<string>();
        const echoed = Promise.withResolvers<string>();
        const thread = new WorkerThread<string, string>({
          path,
          name: 'test worker',
          maxHeapMegabytes: 64,
          onMessage: echoed.resolve,
          onLost: lost.resolve,
          log: {
            info: () => undefined,
            debug: () => undefined,
            warn: () => undefined,
            error: () => undefined,
          },
        });
        try {
          thread.post('fill the heap');
          assert.equal(await lost.promise, 'it ran out of memory');
          thread.post('echo');
          assert.equal(await echoed.promise, 'echo');
          assert.equal(workerCount(), before + 1);
        } finally {
          await thread.dispose();
        }
        assert.equal(workerCount(), before);
      },
    ));
});

suite('the reading worker', () => {
  test('that dies fails the reading, readably, and the next reading starts another', () =>
    withWorkerScript(
      `const { existsSync, writeFileSync } = require('node:fs');
       if (existsSync(__filename + '.died')) require(${JSON.stringify(bundle('textWorker.cjs'))});
       else { writeFileSync(__filename + '.died', ''); process.exit(3); }`,
      (textWorkerPath) =>
        withHost(
          async ({ textWorker }) => {
            const readText = () =>
              textWorker.read({ type: 'pieces', pieces: piecesOf('see https://e.com/a') }, read);
            const failed = await readText();
            assert.ok(failed.type === 'failed');
            assert.match(failed.message, /ended unexpectedly \(exit code 3\)\. Try again/);
            const second = await readText();
            assert.ok(second.type === 'read');
            assert.equal(second.requests.url(0), 'https://e.com/a');
          },
          { textWorkerPath },
        ),
    ));

  test('is ended and awaited, with what it was reading', () =>
    withWorkerScript(`parentPort.on('message', () => {});`, (textWorkerPath) =>
      withHost(
        async ({ textWorker }) => {
          const before = workerCount();
          const reading = textWorker.read({ type: 'pieces', pieces: piecesOf('x') }, read);
          await textWorker.dispose();
          assert.equal((await reading).type, 'cancelled');
          assert.equal(workerCount(), before);
        },
        { textWorkerPath },
      ),
    ));

  test('reads several texts at once', () =>
    withHost(async ({ textWorker }) => {
      const texts = [1, 2, 3].map((nth) => `https://e.com/${nth} `.repeat(nth));
      const readings = await Promise.all(
        texts.map((text) => textWorker.read({ type: 'pieces', pieces: piecesOf(text) }, read)),
      );
      const found = readings.map((each) =>
        each.type === 'read' ? [each.requests.url(0), each.places.length] : [],
      );
      assert.deepEqual(found, [
        ['https://e.com/1', 1],
        ['https://e.com/2', 2],
        ['https://e.com/3', 3],
      ]);
    }));
});
