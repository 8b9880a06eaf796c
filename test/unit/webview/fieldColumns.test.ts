import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTableLayout, type TableLayout } from '../../../src/core/tableLayout.ts';
import { isHidden, layoutOfFields, withField } from '../../../src/webview/fieldColumns.ts';

const usual: TableLayout = { widths: {}, shown: { size: false } };
const fields = ['price', 'name'].map((name) => ({ name, expression: '$' }));

describe('a field that is hidden', () => {
  const hidden = withField(usual, 'name', false);

  it('is not among the columns, whatever its number', () => {
    assert.deepEqual(layoutOfFields(hidden, fields).shown, { size: false, 'field:1': false });
    assert.deepEqual(layoutOfFields(hidden, fields.toReversed()).shown, { size: false, 'field:0': false });
    assert.equal(layoutOfFields(hidden, []), hidden);
  });

  it('can be shown again', () => {
    const shown = withField(hidden, 'name', true);
    assert.deepEqual([isHidden(hidden, 'name'), isHidden(shown, 'name')], [true, false]);
    assert.equal(layoutOfFields(shown, fields), shown);
  });

  it('stays so where the layout is kept', () => {
    const kept = parseTableLayout(JSON.parse(JSON.stringify(hidden)));
    assert.deepEqual(kept, hidden);
    assert.deepEqual(parseTableLayout({ hiddenFields: ['a', 1, null] }).hiddenFields, ['a']);
    assert.equal(parseTableLayout({ hiddenFields: 'a' }).hiddenFields, undefined);
  });
});
