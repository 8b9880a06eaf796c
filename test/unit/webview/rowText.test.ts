import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PanelRow } from '../../../src/core/panelProtocol.ts';
import * as text from '../../../src/webview/rowText.ts';
import { english } from '../../../src/webview/strings.ts';
import { makeRow } from './makeRow.ts';

const failure = { kind: 'dns', code: 'ENOTFOUND', message: 'No such\nhost.' } as const;

const statuses: readonly (readonly [shown: string, row: Partial<PanelRow>])[] = [
  ['200', {}],
  ['404', { state: 'httpError', status: 404 }],
  ['999 blocked', { state: 'httpError', status: 999, blocked: true }],
  ['waiting', { state: 'waiting' }],
  ['dns', { state: 'failed', failure }],
  ['cancelled', { state: 'cancelled' }],
  ['running', { state: 'running' }],
  ['queued', { state: 'queued' }],
  ['not fetched', { state: 'notFetched' }],
  ['not stored', { state: 'notStored' }],
];

for (const [shown, row] of statuses) {
  test(`shows the status of a row as ${shown}`, () => {
    assert.equal(text.statusText(makeRow(row), english), shown);
  });
}

test('shows why a request failed in the place of its body', () => {
  const row = makeRow({ state: 'failed', failure, preview: '' });
  assert.equal(text.previewText(row), 'No such host.');
  assert.equal(text.failureText(row), 'dns (ENOTFOUND): No such host.');
});

test('tells in full what became of a row', () => {
  const row = makeRow({ state: 'failed', failure, attempts: 3, total: 1240, bodyBytes: 0 });
  assert.equal(text.detailText(row, english), 'dns (ENOTFOUND): No such host. · 3 attempts · 1.24 s · 0 B');
  const cut = makeRow({ state: 'failed', failure: { kind: 'reset', message: 'Gone.' }, bodyBytes: 14 });
  assert.equal(text.detailText(cut, english), 'reset: Gone. · 12 ms · 14 B arrived (Enter opens it)');
  assert.equal(text.detailText(makeRow(), english), '200 text/plain · 12 ms · 1.2 kB');
  const moved = makeRow({ hops: 1, finalUrl: 'https://example.org/' });
  assert.match(text.detailText(moved, english), /Redirected 1× to https:\/\/example\.org\//);
});

test('opens what came of a body before the request failed', () => {
  const row = makeRow({ state: 'failed', failure, bodyBytes: 14 });
  assert.ok(text.hasBody(row));
  assert.equal(text.statusText(row, english), 'dns');
});

test('has no failure to tell of what was answered', () => {
  assert.equal(text.failureText(makeRow()), '');
});

test('makes what a body hides visible', () => {
  assert.equal(text.previewText(makeRow({ preview: 'a\u0000\u202Eb' })), 'a␀[U+202E]b');
});

test('tells the whole URL and where redirects led', () => {
  const row = makeRow({ hops: 2, finalUrl: 'https://example.org/new' });
  assert.equal(text.urlTitle(row, english), 'https://example.com/\nRedirected 2× to https://example.org/new');
  assert.equal(text.urlTitle(makeRow(), english), 'https://example.com/');
});

test('shows a dash for the method of a check', () => {
  const { method: _, ...checked } = makeRow();
  assert.deepEqual([makeRow(), checked].map(text.methodText), ['GET', '–']);
});

test('says why a row waits', () => {
  const waiting = makeRow({ state: 'waiting' });
  assert.match(text.statusTitle(waiting, english), /^Waiting for its next attempt/);
  assert.match(text.detailText(waiting, english), /Waiting for its next attempt/);
  assert.equal(text.statusTitle(makeRow(), english), '');
});

test('says why there is no body to open', () => {
  const { bodyBytes: _, ...checked } = makeRow({ noBody: 'checked' });
  assert.match(
    text.detailText(checked, english),
    /^200 text\/plain · 12 ms · Checked without its body\. Set /,
  );
  const lost = makeRow({ noBody: 'notStored' });
  assert.match(
    text.detailText(lost, english),
    / · 1\.2 kB · not stored: its body and details cannot be opened$/,
  );
  const cut = makeRow({ state: 'failed', failure, bodyBytes: 14, noBody: 'notStored' });
  assert.match(text.detailText(cut, english), / · 14 B · not stored: /);
});

test('marks the size of a body that was cut', () => {
  assert.equal(text.sizeText(makeRow()), '1.2 kB');
  assert.equal(text.sizeText(makeRow({ bodyBytes: 20_971_520, truncated: true })), '> 21.0 MB');
});

test('shows the media type without its parameters', () => {
  assert.equal(text.typeText(makeRow({ contentType: 'Text/HTML; charset=utf-8' })), 'text/html');
});

test('opens answers and cancels what has not ended', () => {
  for (const state of ['ok', 'httpError'] as const) assert.ok(text.hasBody(makeRow({ state })));
  for (const state of ['queued', 'running', 'waiting', 'failed', 'cancelled'] as const) {
    assert.ok(!text.hasBody(makeRow({ state, bodyBytes: 0 })));
  }
  for (const state of ['queued', 'running', 'waiting'] as const)
    assert.ok(text.canCancel(makeRow({ state })));
  for (const state of ['ok', 'httpError', 'failed', 'cancelled', 'notFetched', 'notStored'] as const) {
    assert.ok(!text.canCancel(makeRow({ state })));
  }
});
