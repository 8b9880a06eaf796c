import assert from 'node:assert/strict';
import { it } from 'node:test';
import { timingBars } from '../../../src/webview/timingBars.ts';

const timings = {
  start: 5,
  waited: 0,
  dns: 1,
  connect: 2,
  tls: 0,
  firstByte: 10,
  download: 4,
  reused: false,
  total: 17,
};

it('puts the phases one after the other, and leaves out those of no time', () => {
  assert.deepEqual(
    timingBars(timings).map(({ name, from, length }) => [name, from, length]),
    [
      ['dns', 0, 1],
      ['connect', 1, 2],
      ['firstByte', 3, 10],
      ['download', 13, 4],
    ],
  );
});

it('has one bar for the hops and attempts before the last, and one for what was waited', () => {
  const bars = timingBars({ ...timings, total: 117, waited: 50 });
  assert.deepEqual(
    bars.slice(0, 3).map(({ name, from, length }) => [name, from, length]),
    [
      ['earlier', 0, 100],
      ['waited', 100, 50],
      ['dns', 150, 1],
    ],
  );
});

it('takes no rounding for an earlier hop', () => {
  assert.equal(timingBars({ ...timings, total: 17.4 })[0]?.name, 'dns');
});
