import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import type { FromPanel } from '../../../src/core/panelProtocol.ts';
import { RunActions } from '../../../src/webview/runActions.ts';

function makeActions() {
  const posted: FromPanel[] = [];
  let shown: string | undefined;
  const show = (run: string) => {
    shown = run;
  };
  let focused = true;
  const actions = new RunActions(
    (message) => posted.push(message),
    () => shown,
    () => focused,
  );
  const leave = () => {
    focused = false;
  };
  return { actions, posted, show, leave };
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

describe('a row that a person has chosen', () => {
  const chosen = (index: number): FromPanel => ({ type: 'chosen', run: 'a', index });

  for (const [what, then, told] of [
    ['is told, once it is at rest', () => undefined, [chosen(1)]],
    ['is told once where others were chosen on the way', ({ actions }) => actions.choose(2), [chosen(2)]],
    [
      'is told although it is selected as well',
      ({ actions }) => actions.select([{ first: 1, count: 1 }]),
      [{ type: 'select', run: 'a', ranges: [{ first: 1, count: 1 }] }, chosen(1)],
    ],
    [
      'is not told where its body is opened',
      ({ actions }) => actions.open(1),
      [{ type: 'open', run: 'a', index: 1 }],
    ],
    [
      'is not told where its request is cancelled',
      ({ actions }) => actions.cancel(1),
      [{ type: 'cancel', run: 'a', index: 1 }],
    ],
    ['is not told where more are selected', ({ actions }) => actions.dropChoice(), []],
    ['is not told where another run is shown by then', ({ show }) => show('b'), []],
    ['is not told where the person has left the panel by then', ({ leave }) => leave(), []],
  ] satisfies [string, (given: ReturnType<typeof makeActions>) => void, FromPanel[]][]) {
    it(what, ({ mock }) => {
      mock.timers.enable({ apis: ['setTimeout'] });
      const given = makeActions();
      given.show('a');
      given.actions.choose(1);
      mock.timers.tick(299);
      then(given);
      mock.timers.tick(299);
      mock.timers.tick(1);
      assert.deepEqual(given.posted, told);
    });
  }

  it('is none while nothing is shown', ({ mock }) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const { actions, posted, show } = makeActions();
    actions.choose(1);
    show('a');
    mock.timers.tick(300);
    assert.deepEqual(posted, []);
  });
});
