import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Schedule } from '../../../src/net/schedule.ts';

/** A schedule whose starts are recorded and released by hand. */
function recorded(concurrency: number, concurrencyPerHost: number) {
  const underWay: { index: number; origin: string }[] = [];
  const started: number[] = [];
  const schedule: Schedule = new Schedule(
    { concurrency, concurrencyPerHost, requestsPerSecond: 0 },
    (index, origin) => {
      underWay.push({ index, origin });
      started.push(index);
      return true;
    },
  );
  const finish = (n = 0) => {
    const [one] = underWay.splice(n, 1);
    if (one) schedule.release(one.origin);
  };
  return { schedule, underWay, started, finish };
}

describe('a schedule', () => {
  it('starts everything once, in input order within an origin, and never more at once than the limits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 60 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 4 }),
        fc.infiniteStream(fc.nat()),
        (origins, concurrency, perHost, choices) => {
          const { schedule, underWay, started, finish } = recorded(concurrency, perHost);
          origins.forEach((origin, index) => schedule.add(index, origin));
          schedule.pump();
          while (underWay.length > 0) {
            assert.ok(underWay.length <= concurrency);
            for (const origin of ['a', 'b', 'c']) {
              assert.ok(underWay.filter((each) => each.origin === origin).length <= perHost);
            }
            finish(choices.next().value % underWay.length);
          }
          assert.equal(started.length, origins.length);
          for (const origin of ['a', 'b', 'c']) {
            const own = started.filter((index) => origins[index] === origin);
            assert.deepEqual(
              own,
              [...own].sort((x, y) => x - y),
            );
          }
        },
      ),
    );
  });

  it('serves origins in turn', () => {
    const { schedule, started, finish } = recorded(1, 1);
    for (let index = 0; index < 6; index++) schedule.add(index, index < 4 ? 'large' : 'small');
    schedule.pump();
    for (let n = 0; n < 6; n++) finish();
    assert.deepEqual(started, [0, 4, 1, 5, 2, 3]);
  });

  it('takes the urgent before the waiting', () => {
    const { schedule, started, finish } = recorded(1, 1);
    schedule.add(0, 'a');
    schedule.add(1, 'a');
    schedule.pump();
    schedule.add(9, 'a', true);
    finish();
    finish();
    assert.deepEqual(started, [0, 9, 1]);
  });

  it('starts nothing while it is held', () => {
    const { schedule, started } = recorded(5, 5);
    schedule.hold(true);
    schedule.add(0, 'a');
    schedule.pump();
    assert.deepEqual(started, []);
    schedule.hold(false);
    assert.deepEqual(started, [0]);
  });

  it('forgets what waits when it is cleared', () => {
    const { schedule, started, finish } = recorded(1, 1);
    for (let index = 0; index < 3; index++) schedule.add(index, 'a');
    schedule.pump();
    schedule.clear();
    finish();
    assert.deepEqual(started, [0]);
    assert.ok(schedule.isIdle('a'));
  });

  it('does not overflow the stack when a hundred thousand end as they start', () => {
    let count = 0;
    const schedule: Schedule = new Schedule(
      { concurrency: 1, concurrencyPerHost: 1, requestsPerSecond: 0 },
      (_, origin) => {
        count++;
        schedule.release(origin);
        return true;
      },
    );
    for (let index = 0; index < 100_000; index++) schedule.add(index, 'a');
    schedule.pump();
    assert.equal(count, 100_000);
  });

  it('starts nothing of an origin that pauses, and goes on afterwards', async () => {
    const { schedule, started } = recorded(5, 5);
    schedule.add(0, 'a');
    schedule.add(1, 'b');
    schedule.pause('a', 60);
    const begin = performance.now();
    schedule.pump();
    assert.deepEqual(started, [1]);
    while (started.length < 2) await new Promise(setImmediate);
    assert.ok(performance.now() - begin >= 59);
  });

  it('counts no turn for what needs nothing any more', () => {
    const begun: number[] = [];
    const schedule: Schedule = new Schedule(
      { concurrency: 9, concurrencyPerHost: 9, requestsPerSecond: 1 },
      (index, origin) => {
        if (index === 50) return begun.push(index) > 0;
        schedule.release(origin);
        return false;
      },
    );
    for (let index = 0; index <= 50; index++) schedule.add(index, 'a');
    schedule.pump();
    assert.deepEqual(begun, [50]);
  });

  it('goes on after a start that threw', () => {
    const begun: number[] = [];
    const schedule = new Schedule(
      { concurrency: 9, concurrencyPerHost: 9, requestsPerSecond: 0 },
      (index) => {
        if (index === 0) throw new Error('a fault');
        return begun.push(index) > 0;
      },
    );
    schedule.add(0, 'a');
    schedule.add(1, 'b');
    assert.throws(() => schedule.pump(), /a fault/);
    schedule.pump();
    assert.deepEqual(begun, [1]);
  });

  it('starts no more of an origin in a second than it is told', async () => {
    const times: number[] = [];
    const schedule: Schedule = new Schedule(
      { concurrency: 9, concurrencyPerHost: 9, requestsPerSecond: 50 },
      () => times.push(performance.now()) > 0,
    );
    for (let index = 0; index < 5; index++) schedule.add(index, 'a');
    schedule.pump();
    while (times.length < 5) await new Promise(setImmediate);
    for (let n = 1; n < 5; n++) assert.ok((times[n] ?? 0) - (times[n - 1] ?? 0) >= 19);
  });
});
