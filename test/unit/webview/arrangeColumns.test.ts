import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TableLayout } from '../../../src/core/tableLayout.ts';
import { arrangeColumns } from '../../../src/webview/arrangeColumns.ts';

/** The columns of a table so many em wide. */
function arranged(width: number, layout: Partial<TableLayout> = {}, comparing = false, fields = 0) {
  return arrangeColumns({
    layout: { widths: {}, shown: {}, ...layout },
    width,
    comparing,
    fields,
    numberWidth: 3,
  });
}
const names = (...given: Parameters<typeof arranged>) => arranged(...given).columns.join(' ');

describe('the columns of the table', () => {
  it('are all there in a wide panel', () => {
    assert.equal(names(120), 'number status method url time size type preview waterfall');
    assert.equal(names(120, {}, true), 'number status change method url time size type preview waterfall');
  });

  it('are those of the fields too, which never leave', () => {
    assert.equal(
      names(120, {}, false, 2),
      'number status method url time size type field:0 field:1 preview waterfall',
    );
    assert.equal(names(44, {}, false, 2), 'number status url time field:0 field:1');
    assert.equal(names(38, {}, false, 2), 'number status url field:0 field:1');
    assert.equal(names(28, {}, false, 2), 'status url field:0 field:1');
    assert.equal(names(44, { shown: { 'field:0': false } }, false, 2), 'number status url time size field:1');
  });

  it('tell what has changed before all else where runs are compared', () => {
    assert.equal(names(30, {}, true), 'number status change url');
    assert.equal(names(30, {}, true, 2), 'status change url field:0 field:1');
  });

  it('leave a narrow panel in the order of their worth', () => {
    assert.equal(names(70), 'number status url time size preview waterfall');
    assert.equal(names(52), 'number status url time size waterfall');
    assert.equal(names(40), 'number status url time size');
    assert.equal(names(27), 'number status url time');
    assert.equal(names(23, {}, true), 'status change url');
    assert.deepEqual(arranged(52).leftOut, ['method', 'type', 'preview']);
  });

  it('show a status as its symbol alone where there is no room', () => {
    assert.deepEqual([arranged(24).isCompact, arranged(22).isCompact], [false, true]);
    assert.equal(names(21.5), 'number status url time');
    assert.equal(names(8), 'status url');
  });

  it('are not there where a person has no use for them', () => {
    assert.equal(
      names(120, { shown: { type: false, number: false } }),
      'status method url time size preview waterfall',
    );
    assert.deepEqual(arranged(120, { shown: { type: false } }).leftOut, []);
  });

  it('stay where a person wants them, and become as narrow as they can before the table is scrolled sideways', () => {
    const preview = { shown: { preview: true } };
    assert.equal(names(40, preview), 'number status url time preview');
    assert.equal(names(12, preview), 'status url preview');
    assert.deepEqual(
      [34, 20].map((width) => arranged(width, preview).leastWidth <= width),
      [true, false],
    );
    assert.equal(
      arranged(20, {}, false, 2).template,
      '2.3em minmax(10em, 5fr) minmax(5em, 9em) minmax(5em, 9em)',
    );
    assert.ok(arranged(8).leastWidth > 8 && arranged(9).leastWidth < 9);
  });

  it('have the widths that a person gives them, and leave none of the room empty', () => {
    const { template } = arranged(60, { widths: { url: 30, time: 7 }, shown: { size: false } });
    assert.match(template, /minmax\(5em, 30em\) minmax\(4em, 7em\) .*fr\)$/);
    const fixed = arranged(60, { widths: { url: 20, waterfall: 15, preview: 10 } });
    assert.ok(fixed.template.endsWith('minmax(10em, 1fr)'));
  });
});
