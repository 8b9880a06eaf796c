import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { PanelRow } from '../../../src/core/panelProtocol.ts';
import { rowContext } from '../../../src/webview/rowContext.ts';
import { makeRow } from './makeRow.ts';

const cases: [what: string, row: Partial<PanelRow>, keys: string[]][] = [
  ['an answer', {}, ['gatherRow', 'gatherHasBody', 'gatherHasPreview']],
  [
    'an answer to compare with an earlier one',
    { before: makeRow({}) },
    ['gatherRow', 'gatherHasBody', 'gatherCanCompare', 'gatherHasPreview'],
  ],
  [
    'an answer to compare with one that is not stored',
    { before: makeRow({ noBody: 'checked' }) },
    ['gatherRow', 'gatherHasBody', 'gatherHasPreview'],
  ],
  ['an empty answer', { bodyBytes: 0, preview: '' }, ['gatherRow']],
  ['an answer that is not stored', { noBody: 'notStored' }, ['gatherRow', 'gatherHasPreview']],
  ['a request under way', { state: 'running', preview: '' }, ['gatherRow', 'gatherCanCancel']],
  ['a cancelled request', { state: 'cancelled', preview: '' }, ['gatherRow']],
];

for (const [what, row, keys] of cases) {
  it(`tells the menu what can be done with ${what}`, () => {
    const context = JSON.parse(rowContext(makeRow(row))) as Record<string, boolean>;
    assert.deepEqual(
      Object.keys(context).filter((key) => context[key]),
      keys,
    );
  });
}
