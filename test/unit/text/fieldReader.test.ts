import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { answerField } from '../../../src/text/fieldReader.ts';
import { type LocalRun, withRun } from '../../support/fetchAll.ts';
import { withServer } from '../../support/fixtureServer.ts';

/** What is answered about all requests of a run, in input order. */
function answer({ folder, table }: LocalRun, expression: string, now?: () => number) {
  const rows = Array.from({ length: table.length }, (_, index) => index);
  const offsets = Float64Array.from(rows, (row) => table.number('recordOffset', row));
  const lengths = Uint32Array.from(rows, (row) => table.number('recordLength', row));
  return answerField({ type: 'computeField', id: 7, folder, expression, offsets, lengths }, now);
}

describe('the values of a field', () => {
  it('are read from the stored answers', () =>
    withServer(({ origin }) =>
      withRun([`${origin}/echo`, `${origin}/item/1`, 'nothing'], {}, async (run) => {
        await run.results;
        const values = (expression: string) => {
          const answered = answer(run, expression);
          assert.equal(answered.type, 'fieldValues', JSON.stringify(answered));
          return answered.type === 'fieldValues' ? answered.values : [];
        };
        assert.deepEqual(values('$.method'), ['GET', '', '']);
        const [first, second, none] = values('header: Content-Type');
        assert.match(first ?? '', /json/);
        assert.ok(second);
        assert.equal(none, '');
        assert.equal(values('/"method"\\s*:\\s*"(\\w+)"/')[0], 'GET');
        assert.equal(values('title').length, 3);
      }),
    ));

  it('are as many as a short time allows, and at least one', () =>
    withServer(({ origin }) =>
      withRun([`${origin}/item/1`, `${origin}/item/2`], {}, async (run) => {
        await run.results;
        let time = 0;
        const answered = answer(run, '/./', () => (time += 1000));
        assert.equal(answered.type === 'fieldValues' && answered.values.length, 1);
      }),
    ));

  it('cannot be made where the answers are gone, or of what is no expression', () =>
    withServer(({ origin }) =>
      withRun([`${origin}/item/1`], {}, async (run) => {
        await run.results;
        assert.equal(answer(run, '$.').type, 'fieldRefused');
        await rm(run.folder, { recursive: true });
        assert.equal(answer(run, 'title').type, 'fieldFailed');
      }),
    ));

  it('belong to a field that was checked', () => {
    assert.deepEqual(answerField({ type: 'checkField', id: 1, text: 'a = title' }), {
      type: 'fieldChecked',
      id: 1,
      field: { name: 'a', expression: 'title' },
    });
    const refused = answerField({ type: 'checkField', id: 2, text: 'a = /(/' });
    assert.deepEqual(refused.type === 'fieldRefused' && [refused.id, refused.at], [2, 5]);
  });
});
