import assert from 'node:assert/strict';
import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { describe, it } from 'node:test';
import { withRun } from '../../support/fetchAll.ts';
import { withServer } from '../../support/fixtureServer.ts';

const outcomes = (results: readonly { outcome: string }[]) =>
  Object.fromEntries(
    ['ok', 'cancelled', 'failed'].map((outcome) => [
      outcome,
      results.filter((result) => result.outcome === outcome).length,
    ]),
  );

describe('cancelling', () => {
  it('before anything started sends nothing', () =>
    withServer(async ({ origin, counts }) => {
      const urls = Array.from({ length: 100 }, (_, n) => `${origin}/item/${n}`);
      await withRun(urls, {}, async (run) => {
        run.fetchRun.cancel();
        assert.deepEqual(outcomes(await run.results), { ok: 0, cancelled: 100, failed: 0 });
      });
      assert.equal(counts.requests, 0);
    }));

  it('in flight keeps what has arrived, ends the rest, and closes every socket', () =>
    withServer(async ({ origin, counts }) => {
      const urls = Array.from(
        { length: 10_000 },
        (_, n) => `${origin}/${n < 20 ? `item/${n}` : `delay/60000/${n}`}`,
      );
      await withRun(urls, { concurrency: 50, concurrencyPerHost: 50 }, async (run) => {
        await run.ended(20);
        assert.ok(counts.sockets > 0);
        run.fetchRun.cancel();
        const results = await run.results;
        assert.deepEqual(outcomes(results), { ok: 20, cancelled: 9980, failed: 0 });
        assert.equal(results[3]?.preview, 'item 3\n');
        assert.equal(results[4000]?.attempts, 0);
      });
      await closedAt(counts);
    }));

  it('closes connections that are still in a handshake', async () => {
    const accepted = Promise.withResolvers<Socket>();
    const silent = net.createServer((socket) => accepted.resolve(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    try {
      await withRun([`https://127.0.0.1:${port}/`], {}, async (run) => {
        const socket = await accepted.promise;
        const closed = once(socket.resume(), 'close');
        run.fetchRun.cancel();
        assert.equal((await run.results)[0]?.outcome, 'cancelled');
        await closed;
      });
    } finally {
      silent.close();
    }
  });

  it('one request, in flight or in the queue, leaves the others alone', () =>
    withServer(async ({ origin }) => {
      const urls = ['delay/60000/0', 'item/1', 'delay/60000/2', 'item/3'].map(
        (route) => `${origin}/${route}`,
      );
      await withRun(urls, { concurrency: 1 }, async (run) => {
        run.fetchRun.cancel(2);
        run.fetchRun.cancel(0);
        const results = await run.results;
        assert.deepEqual(
          results.map((result) => result.outcome),
          ['cancelled', 'ok', 'cancelled', 'ok'],
        );
      });
    }));

  it('a request that there is not changes nothing', () =>
    withServer(async ({ origin }) => {
      await withRun([`${origin}/delay/50/a`], {}, async (run) => {
        for (const index of [-1, 0.5, 1, Number.NaN, Infinity]) run.fetchRun.cancel(index);
        assert.equal((await run.results)[0]?.outcome, 'ok');
      });
    }));

  it('in the middle of a body leaves nothing of it', () =>
    withServer(async ({ origin }) => {
      await withRun([`${origin}/endless`], { maxBodyBytes: 1e9 }, async (run) => {
        while (run.table.state(0) !== 'running') await new Promise(setImmediate);
        run.fetchRun.cancel();
        const [result] = await run.results;
        assert.deepEqual([result?.outcome, result?.status, result?.bodyBytes], ['cancelled', undefined, 0]);
      });
    }));

  it('while waiting for a retry ends at once', () =>
    withServer(async ({ origin }) => {
      await withRun([`${origin}/flap/20`], { retries: 20 }, async (run) => {
        while (run.table.state(0) !== 'running') await new Promise(setImmediate);
        run.fetchRun.cancel(0);
        assert.equal((await run.results)[0]?.outcome, 'cancelled');
      });
    }));

  it('after the end changes nothing', () =>
    withServer(async ({ origin }) => {
      await withRun([`${origin}/item/1`], {}, async (run) => {
        await run.results;
        run.fetchRun.cancel();
        run.fetchRun.cancel(0);
        assert.equal(run.table.state(0), 'ok');
      });
    }));
});

/** The client has closed its sockets; the server learns of it with its next turns. */
async function closedAt(counts: { sockets: number }): Promise<void> {
  const deadline = performance.now() + 5000;
  while (counts.sockets > 0 && performance.now() < deadline) await new Promise(setImmediate);
  assert.equal(counts.sockets, 0);
}
