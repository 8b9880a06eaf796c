import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { RequestList } from '../../src/core/requestList.ts';
import { addField, removeField } from '../../src/host/addField.ts';
import { exportJob } from '../../src/host/exportParts.ts';
import { exportPortions } from '../../src/host/exportPortions.ts';
import { writeRuns } from '../../src/host/outputView.ts';
import type { Run } from '../../src/host/run.ts';
import { fieldsSettled } from '../../src/host/runFieldsKeeper.ts';
import { answering } from './support/asked.ts';
import { eventually } from './support/eventually.ts';
import { fixture } from './support/extension.ts';
import { withMessages } from './support/messages.ts';
import { withStub } from './support/stub.ts';
import { withHost } from './support/testHost.ts';

const never = () => new AbortController().signal;
const method = { name: 'method', expression: '$.method' };

/** What the first field of a run says of each request. */
function valuesOf({ fields, table }: Run): string[] {
  return Array.from({ length: table.length }, (_, index) => fields.columns[0]?.get(index) ?? '');
}

/** Writes a field into the input box; gives what was said of it there. */
async function writing(text: string, use: () => Promise<void>): Promise<string | undefined> {
  const window = vscode.window as { showInputBox: unknown };
  let said: string | undefined;
  const answer = async (options: vscode.InputBoxOptions) => {
    said = (await options.validateInput?.(text)) as string | undefined;
    return said === undefined ? text : undefined;
  };
  await withStub(window, 'showInputBox', answer, use);
  return said;
}

suite('fields', () => {
  test('have the values of all answers, also of those that come later', () =>
    withHost(async ({ start, fields }) => {
      const run = start([fixture('/echo'), fixture('/item/1')]);
      assert.ok(fields.add(run, method));
      await run.results;
      await fieldsSettled(run, never());
      assert.deepEqual(valuesOf(run), ['GET', '']);
    }));

  test('are written by a person, who is told where they are wrong', () =>
    withHost(async ({ start, fields, fieldWorker }) => {
      const run = start([fixture('/echo')]);
      await run.results;
      const parts = { fields, fieldWorker };
      assert.equal(await writing('verb = $.method', () => addField(parts, run)), undefined);
      assert.deepEqual(valuesOf(run), ['GET']);
      assert.match((await writing('verb = title', () => addField(parts, run))) ?? '', /verb already/);
      assert.match((await writing('a = /(/', () => addField(parts, run))) ?? '', /^At character 6: /);
      await answering({ picks: ['verb'] }, () => removeField(parts, run));
      assert.deepEqual(run.fields.columns, []);
    }));

  test('that never come to an end cost themselves only', () =>
    withHost(
      async ({ start, fields, warnings }) => {
        const run = start([fixture('/text/20000')]);
        await run.results;
        await withMessages(async (said) => {
          const endless = fields.add(run, { name: 'endless', expression: String.raw`/([^]+)+\u0000/` });
          assert.ok(fields.add(run, { name: 'start', expression: '/./' }));
          await fieldsSettled(run, never());
          assert.match(endless?.failure ?? '', /took longer/);
          assert.deepEqual(Object.keys(run.fields.of(0)), ['start']);
          assert.match(said.join(), /endless was given up/);
        });
        assert.ok(warnings.some((each) => each.includes('endless')));
      },
      { fieldPatience: 1500 },
    ));

  test('are known again when their run is read back', () =>
    withHost(async ({ start, fields, reload }) => {
      const run = start([fixture('/echo')]);
      await run.results;
      fields.add(run, method);
      await eventually('the fields are stored', async () => {
        const uri = vscode.Uri.joinPath(vscode.Uri.file(run.folder), 'fields.json');
        return vscode.workspace.fs.stat(uri).then(
          () => true,
          () => undefined,
        );
      });
      const { storedRuns } = await reload();
      const again = await storedRuns.open(run.id);
      assert.notEqual(again, run);
      await fieldsSettled(again, never());
      assert.deepEqual(valuesOf(again), ['GET']);
    }));

  test('are told of by the API, by the output channel when all is known, and by exports', () =>
    withHost(async ({ runs, settings, textWorker }) => {
      const appended: string[] = [];
      const view = writeRuns(runs, { append: (text) => void appended.push(text) });
      const run = runs.start({
        title: 'list.txt',
        requests: RequestList.from([fixture('/echo'), fixture('/item/1')]),
        options: settings.options(undefined, {}),
        byCommand: false,
        fields: [method],
      });
      await run.results;
      await fieldsSettled(run, never());
      assert.deepEqual((await run.details(0)).fields, { method: 'GET' });
      assert.equal((await run.details(1)).fields, undefined);
      const line = `${fixture('/echo')} -> GET`;
      await eventually('the line of the field', () => appended.join('').includes(`\n${line}\n`) || undefined);
      view.dispose();

      const job = exportJob({ version: '' }, run, { type: 'text', format: 'csv', most: 10_000 });
      const portions = exportPortions({ run, rows: [0, 1], count: 2, unended: false }, () => undefined);
      const text = (await textWorker.export(job, portions, never()))?.text ?? '';
      const lastCells = text
        .trimEnd()
        .split('\r\n')
        .map((each) => each.split(',').at(-1));
      assert.deepEqual(lastCells, ['method', 'GET', '']);
    }));
});
