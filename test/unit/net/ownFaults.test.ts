import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { FromFetchWorker, ToFetchWorker } from '../../../src/core/fetchProtocol.ts';
import { resolveOptions } from '../../../src/core/options.ts';
import { noProxies } from '../../../src/core/proxySettings.ts';
import { BodyReader } from '../../../src/net/bodyReader.ts';
import { withRun } from '../../support/fetchAll.ts';
import { withServer } from '../../support/fixtureServer.ts';

function throwFault(): never {
  throw new Error('a fault of ours');
}

describe('a fault of Gather itself', () => {
  it('while an answer is put away ends the run with a word, and what has arrived stays', async (t) => {
    await withServer(async ({ origin }) => {
      const urls = Array.from({ length: 6 }, (_, n) => `${origin}/item/${n}`);
      const { mock } = t.mock.method(BodyReader.prototype, 'finish');
      mock.mockImplementationOnce(throwFault, 2);
      await withRun(urls, { concurrency: 1, retries: 0 }, async (run) => {
        const results = await run.results;
        assert.deepEqual(
          results.map(({ outcome }) => outcome),
          ['ok', 'ok', 'cancelled', 'cancelled', 'cancelled', 'cancelled'],
        );
        assert.deepEqual(
          run.faults.map(({ message }) => message),
          ['a fault of ours'],
        );
      });
    });
  });

  it('while a body comes is that request’s alone', async (t) => {
    await withServer(async ({ origin }) => {
      const urls = Array.from({ length: 4 }, (_, n) => `${origin}/item/${n}`);
      t.mock.method(BodyReader.prototype, 'add').mock.mockImplementationOnce(throwFault, 1);
      await withRun(urls, { concurrency: 1, retries: 0 }, async (run) => {
        const results = await run.results;
        assert.deepEqual(
          results.map(({ outcome, failure }) => failure?.kind ?? outcome),
          ['ok', 'internal', 'ok', 'ok'],
        );
      });
    });
  });

  it('is said by the worker when nothing more comes of the run: then it may go on under its name', async () => {
    await withServer(async ({ origin }) => {
      const worker = new Worker(new URL('../../../src/net/worker.ts', import.meta.url));
      try {
        const post = (message: ToFetchWorker) => worker.postMessage(message);
        const said: FromFetchWorker['type'][] = [];
        const { promise, resolve } = Promise.withResolvers<void>();
        const { options } = resolveOptions({});
        const begin = () => {
          const how = { count: 1, userAgent: 'Gather/test', options, proxies: noProxies };
          post({ type: 'start', run: 'one', ...how });
          post({ type: 'requests', run: 'one', first: 0, urls: [`${origin}/hang`], extras: [] });
        };
        worker.on('message', (message: FromFetchWorker) => {
          said.push(message.type);
          if (message.type === 'fault') {
            begin();
            post({ type: 'cancel', run: 'one' });
          }
          if (message.type === 'end') resolve();
        });
        begin();
        post({ type: 'requests', run: 'one', first: 7, urls: [`${origin}/item/7`], extras: [] });
        await promise;
        const once = ['taken', 'batch'];
        assert.deepEqual(said, [...once, 'fault', ...once, 'end']);
      } finally {
        await worker.terminate();
      }
    });
  });
});
