import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FromPanel } from '../../../src/core/panelProtocol.ts';
import { RunActions } from '../../../src/webview/runActions.ts';

function makeActions() {
  const posted: FromPanel[] = [];
  let shown: string | undefined;
  const show = (run: string) => {
    shown = run;
  };
  const actions = new RunActions(
    (message) => posted.push(message),
    () => shown,
  );
  return { actions, posted, show };
}

test('says what a person does in terms of the shown run', () => {
  const { actions, posted, show } = makeActions();
  actions.open(1);
  actions.cancel();
  show('a');
  actions.open(1);
  actions.cancel(2);
  actions.cancel();
  actions.show('b');
  actions.select([{ first: 2, count: 3 }]);
  actions.runAgain('runFailedAgain');
  actions.runAgain('resume');
  actions.endComparison();
  actions.showOutput();
  assert.deepEqual(posted, [
    { type: 'open', run: 'a', index: 1 },
    { type: 'cancel', run: 'a', index: 2 },
    { type: 'cancel', run: 'a' },
    { type: 'show', run: 'b' },
    { type: 'select', run: 'a', ranges: [{ first: 2, count: 3 }] },
    { type: 'runFailedAgain', run: 'a' },
    { type: 'resume', run: 'a' },
    { type: 'endComparison', run: 'a' },
    { type: 'showOutput' },
  ]);
});

test('asks for what is to be done with a row', () => {
  const { actions, posted, show } = makeActions();
  show('a');
  actions.act('copyUrl', 3);
  actions.showHistory();
  assert.deepEqual(posted, [
    { type: 'rowAction', run: 'a', index: 3, action: 'copyUrl' },
    { type: 'showHistory' },
  ]);
});
