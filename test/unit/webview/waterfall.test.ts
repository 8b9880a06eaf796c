import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Timings } from '../../../src/api.ts';
import type { PanelRow } from '../../../src/core/panelProtocol.ts';
import { english } from '../../../src/webview/strings.ts';
import { segmentsOf } from '../../../src/webview/waterfall.ts';
import { timeLines, waterfallText } from '../../../src/webview/waterfallText.ts';
import { makeRow } from './makeRow.ts';

const timings = (given: Partial<Timings> = {}): Timings => ({
  start: 10,
  waited: 0,
  dns: 1,
  connect: 2,
  tls: 3,
  firstByte: 4,
  download: 5,
  reused: false,
  total: 15,
  ...given,
});

/** `queue 0-10, dns 10-11, …` */
function drawn(row: Partial<PanelRow>, now = 100): string {
  return segmentsOf(makeRow(row), now)
    .map(({ kind, from, to }) => `${kind} ${from}-${to}`)
    .join(', ');
}

describe('the waterfall of a row', () => {
  it('has its phases one after the other', () => {
    assert.equal(
      drawn({ timings: timings() }),
      'queue 0-10, dns 10-11, connect 11-13, tls 13-16, firstByte 16-20, download 20-25',
    );
  });

  it('tells what it waited for a connection', () => {
    const reused = timings({ dns: 0, connect: 0, tls: 0, reused: true });
    assert.equal(drawn({ timings: reused }), 'queue 0-10, stalled 10-16, firstByte 16-20, download 20-25');
  });

  it('has one stretch for the redirects before the last hop', () => {
    assert.equal(
      drawn({ timings: timings({ total: 35 }), hops: 2 }),
      'queue 0-10, other 10-30, dns 30-31, connect 31-33, tls 33-36, firstByte 36-40, download 40-45',
    );
  });

  it('tells the wait after a first attempt', () => {
    const before = 'queue 0-10, other 10-20, waiting 20-70, dns 70-71';
    const row = { timings: timings({ total: 25, waited: 50 }), attempts: 2 };
    assert.ok(drawn(row).startsWith(before));
  });

  it('does not pretend to know how several attempts and waits followed each other', () => {
    const times = timings({ total: 25, waited: 50 });
    assert.ok(drawn({ timings: times, attempts: 3 }).startsWith('queue 0-10, mixed 10-70, dns 70-71'));
    assert.ok(
      drawn({ timings: times, attempts: 2, hops: 1 }).startsWith('queue 0-10, mixed 10-70, dns 70-71'),
    );
  });

  it('has a phase without an end up to the failure', () => {
    const times = timings({ dns: 2, connect: 0, tls: 0, firstByte: 0, download: 0, total: 30 });
    const failure = { kind: 'timeout', phase: 'connect', message: '' } as const;
    assert.equal(drawn({ state: 'failed', timings: times, failure }), 'queue 0-10, dns 10-12, connect 12-40');
  });

  it('grows while it is under way', () => {
    assert.equal(drawn({ state: 'queued' }), 'queue 0-100');
    assert.equal(drawn({ state: 'running', start: 30 }), 'queue 0-30, running 30-100');
    assert.equal(drawn({ state: 'waiting', start: 30 }), 'queue 0-30, waiting 30-100');
  });

  it('ends where it was cancelled, and is empty where it was never begun', () => {
    const none = { dns: 0, connect: 0, tls: 0, firstByte: 0, download: 0 };
    assert.equal(drawn({ state: 'cancelled', timings: timings(none) }), 'queue 0-10, running 10-25');
    assert.equal(drawn({ state: 'cancelled' }), '');
    assert.equal(drawn({ state: 'notFetched' }), '');
  });

  it('has none of another run', () => {
    assert.equal(drawn({ timings: timings(), gone: true }), '');
  });

  it('is told in words', () => {
    assert.equal(
      waterfallText(makeRow({ timings: timings({ start: 1234 }) }), english),
      'started after 1.23 s, 15 ms',
    );
    assert.equal(waterfallText(makeRow({ state: 'running', start: 30 }), english), 'started after 30 ms');
    assert.equal(waterfallText(makeRow({ state: 'queued' }), english), '');
    assert.deepEqual(
      timeLines(makeRow({ timings: timings() }), 0, english).map(
        ({ name, duration }) => `${name} ${duration}`,
      ),
      [
        'in the queue 10 ms',
        'DNS 1.0 ms',
        'connecting 2.0 ms',
        'TLS 3.0 ms',
        'first byte 4.0 ms',
        'download 5.0 ms',
      ],
    );
  });
});
