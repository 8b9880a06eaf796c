import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Announcer } from '../../../src/webview/announcer.ts';

/** An announcer with a clock that goes only when told. */
function announcerWithClock() {
  const said: string[] = [];
  let time = 0;
  let timers: { id: number; at: number; callback: () => void }[] = [];
  let lastId = 0;
  const announcer = new Announcer((text) => said.push(text), {
    now: () => time,
    setTimeout: (callback, milliseconds) => {
      timers.push({ id: ++lastId, at: time + milliseconds, callback });
      return lastId;
    },
    clearTimeout: (id) => {
      timers = timers.filter((timer) => timer.id !== id);
    },
  });
  function pass(milliseconds: number): void {
    time += milliseconds;
    const due = timers.filter(({ at }) => at <= time);
    timers = timers.filter(({ at }) => at > time);
    for (const { callback } of due) callback();
  }
  return { announcer, said, pass };
}

test('says the first text at once', () => {
  const { announcer, said } = announcerWithClock();
  announcer.update('1 of 10 done');
  assert.deepEqual(said, ['1 of 10 done']);
});

test('says the newest of many texts every two seconds', () => {
  const { announcer, said, pass } = announcerWithClock();
  for (let at = 0; at < 100; at++) {
    announcer.update(`${at} of 100 done`);
    pass(50);
  }
  assert.deepEqual(said, ['0 of 100 done', '39 of 100 done', '79 of 100 done']);
});

test('says the end at once, and nothing after it', () => {
  const { announcer, said, pass } = announcerWithClock();
  announcer.update('1 of 2 done');
  pass(100);
  announcer.update('2 of 2 done');
  announcer.end('Finished');
  pass(10_000);
  assert.deepEqual(said, ['1 of 2 done', 'Finished']);
});

test('says nothing twice in a row', () => {
  const { announcer, said, pass } = announcerWithClock();
  announcer.update('1 of 2 done');
  pass(5000);
  announcer.update('1 of 2 done');
  pass(5000);
  assert.deepEqual(said, ['1 of 2 done']);
});

test('takes back what waits to be said', () => {
  const { announcer, said, pass } = announcerWithClock();
  announcer.update('1 of 2 done');
  announcer.update('2 of 2 done');
  announcer.hush();
  pass(5000);
  assert.deepEqual(said, ['1 of 2 done']);
});
