import assert from 'node:assert/strict';
import { test } from 'node:test';
import { change } from '../../../src/core/change.ts';
import type { PanelRow } from '../../../src/core/panelProtocol.ts';
import { changeText, changeTitle } from '../../../src/webview/changeText.ts';
import { detailText } from '../../../src/webview/rowText.ts';
import { english } from '../../../src/webview/strings.ts';
import { makeRow } from './makeRow.ts';

const failure = { kind: 'dns', message: 'No such host.' } as const;
const notFound = { state: 'httpError', status: 404 } as const;

const cases: [shown: string, bits: number, row: Partial<PanelRow>][] = [
  ['same', 0, { before: makeRow() }],
  ['bodies not compared', change.bodyUnknown, { before: makeRow() }],
  ['new', change.new, {}],
  ['gone', change.gone, { gone: true }],
  ['not known', change.unknown, { before: makeRow({ state: 'cancelled' }) }],
  ['200 → 404', change.status | change.outcome, { ...notFound, before: makeRow() }],
  ['dns → 200', change.outcome, { before: makeRow({ state: 'failed', failure }) }],
  ['outcome', change.outcome, { before: makeRow({ state: 'httpError' }) }],
  [
    'body, 3.1× slower',
    change.body | change.slower,
    { answerTime: 620, before: makeRow({ answerTime: 200 }) },
  ],
  ['20× faster', change.faster, { answerTime: 50, before: makeRow({ answerTime: 1000 }) }],
  ['faster', change.faster, { answerTime: 0, before: makeRow({ answerTime: 1000 }) }],
];

for (const [shown, bits, row] of cases) {
  test(`shows a change as ${shown}`, () => assert.equal(changeText(bits, makeRow(row), english), shown));
}

test('tells the times and the rule that calls them slower', () => {
  const row = makeRow({ answerTime: 620, before: makeRow({ answerTime: 200 }) });
  assert.equal(changeTitle(change.slower, row, english), `3.1× slower\n200 ms → 620 ms. ${english.paceRule}`);
});

test('tells that bodies were not compared', () => {
  assert.match(changeTitle(change.bodyUnknown, makeRow({ before: makeRow() }), english), /not compared/);
});

test('tells in full what a row was before', () => {
  const row = makeRow({ ...notFound, before: makeRow() });
  assert.match(detailText(row, english), / · before: 200 text\/plain · 12 ms · 1.2 kB$/);
});
