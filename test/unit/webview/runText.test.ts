import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runText } from '../../../src/webview/runText.ts';
import { english } from '../../../src/webview/strings.ts';

const began = new Date(2026, 4, 12, 9, 30, 15);
const run = { id: 'a', title: 'urls.txt', count: 60_000, startedAt: began.getTime() };

test('names a run of today by its time', () => {
  const text = runText(run, new Date(2026, 4, 12, 23, 0), english);
  assert.equal(text, `${began.toLocaleTimeString()} · urls.txt (60,000)`);
});

test('names a run of an earlier day by its date too', () => {
  const text = runText(run, new Date(2026, 4, 13, 0, 5), english);
  assert.equal(text, `${began.toLocaleString()} · urls.txt (60,000)`);
});

test('says that a run is under way', () => {
  assert.match(runText({ ...run, running: true }, began, english), /\(60,000\), under way$/);
});
