import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { timingBars } from '../../../src/core/timingBars.ts';

const none = {
  start: 0,
  waited: 0,
  dns: 0,
  connect: 0,
  tls: 0,
  firstByte: 0,
  download: 0,
  reused: false,
  total: 0,
};

describe('the bars of timings', () => {
  it('stand below each other as in a waterfall, and fill the width together', () => {
    assert.deepEqual(timingBars({ ...none, dns: 10, connect: 10, firstByte: 20 }, 8), [
      { phase: 'dns', time: 10, bar: '██      ' },
      { phase: 'connect', time: 10, bar: '  ██    ' },
      { phase: 'firstByte', time: 20, bar: '    ████' },
    ]);
  });

  it('are never too short to be seen, nor longer than the width', () => {
    const bars = timingBars({ ...none, firstByte: 1000, download: 0.001 }, 8).map(({ bar }) => bar);
    assert.deepEqual(bars, ['███████▉', '       ▏']);
  });

  it('are none where nothing took time', () => assert.deepEqual(timingBars(none, 8), []));
});
