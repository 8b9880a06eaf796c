import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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
});
