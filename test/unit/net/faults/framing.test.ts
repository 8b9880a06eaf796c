import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertFault, type Expectation, type FaultCase } from '../../../support/faultExpectation.ts';
import { startFaultServer } from '../../../support/faultServer.ts';
import { fetchAll } from '../../../support/fetchAll.ts';

const four: Expectation = { outcome: 'ok', status: 200, kept: 'four' };
const invalid: Expectation = { outcome: 'failed', kind: 'protocol', phase: 'firstByte', attempts: 1 };
const cut: Expectation = { outcome: 'failed', status: 200, kind: 'protocol', phase: 'download', attempts: 1 };

const expectations: Readonly<Record<string, Expectation>> = {
  'length-too-small': { ...four },
  'length-too-large': { ...cut, kept: 'too short' },
  'two-equal-lengths': invalid,
  'two-different-lengths': invalid,
  'bad-length': invalid,
  'length-and-chunks': invalid,
  chunks: { outcome: 'ok', kept: 'four!!' },
  'bad-chunks': { ...cut, kept: 'four' },
  'truncated-chunks': { ...cut, kept: 'fourfi' },
  'until-close': { outcome: 'ok', kept: 'until I close' },
  'http-1.0': { outcome: 'ok', kept: 'as of old' },
  'http-0.9': invalid,
  'http-2': invalid,
  garbage: invalid,
  'ssh-banner': invalid,
  'bare-lf': invalid,
  'bad-header-name': invalid,
  'bad-status': invalid,
  'without-reason': four,
  'unknown-status': { outcome: 'httpError', status: 799, kept: 'odd' },
  'continue-unasked': four,
  'continue-twice': four,
  'continue-in-pieces': four,
  'continue-only': { outcome: 'failed', kind: 'reset', phase: 'firstByte' },
  'switching-unasked': invalid,
  processing: four,
  'early-hints': four,
  '204-with-body': { outcome: 'ok', status: 204, bodyBytes: 0 },
  '304-with-body': { outcome: 'ok', status: 304, bodyBytes: 0 },
  'headers/15000': four,
  'headers/200000': four,
  'headers/1000000': { outcome: 'failed', kind: 'headersTooLarge', phase: 'firstByte', attempts: 1 },
};

describe('an answer framed as', () => {
  for (const [name, expected] of Object.entries(expectations)) {
    const fault: FaultCase = [`/${name}`, { retries: 0 }, expected];
    it(`${name} is ${expected.kind ?? expected.outcome}`, async () => {
      await using server = await startFaultServer();
      await assertFault(server, fault);
    });
  }

  it('one with too much after it does not spoil the next over the same connection', async () => {
    await using server = await startFaultServer();
    const urls = Array.from({ length: 40 }, (_, n) =>
      n % 2
        ? `${server.origin}/item/${n}`
        : `${server.origin}/${n % 4 ? 'length-too-small' : '304-with-body'}`,
    );
    const results = await fetchAll(urls, { concurrencyPerHost: 1, retries: 0 });
    for (const [n, result] of results.entries()) {
      assert.equal(result.outcome, 'ok', JSON.stringify(result));
      if (n % 2) assert.equal(result.preview, `item ${n}`);
    }
  });
});
