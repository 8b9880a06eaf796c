import assert from 'node:assert/strict';
import { rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { RequestList } from '../../src/core/requestList.ts';
import { addField, removeField } from '../../src/host/addField.ts';
import { exportJob } from '../../src/host/exportParts.ts';
import { exportPortions } from '../../src/host/exportPortions.ts';
import { fetchDocument } from '../../src/host/fetchDocument.ts';
import { fetchResources } from '../../src/host/fetchResources.ts';
import { writeRuns } from '../../src/host/outputView.ts';
import type { Run } from '../../src/host/run.ts';
import { runAgain } from '../../src/host/runAgain.ts';
import { fieldsSettled } from '../../src/host/runFieldsKeeper.ts';
import { answering } from './support/asked.ts';
import { closeEditors, openUnsaved } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { fixture } from './support/extension.ts';
import { withFiles } from './support/files.ts';
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

/** An expression that never comes to an end on a text of the fixture server. */
const endless = String.raw`/([^]+)+\u0000/`;

suite('fields', () => {
  teardown(closeEditors);

  test('have the values of all answers, also of those that come later', () =>
    withHost(async ({ start, fields }) => {
      const run = start([fixture('/echo'), fixture('/item/1')]);
      assert.ok(fields.add(run, method));
      await run.results;
      await fieldsSettled(run, never());
      assert.deepEqual(valuesOf(run), ['GET', '']);
    }));

  test('have values while their run is under way', () =>
    withHost(async ({ start, fields }) => {
      const run = start([fixture('/echo'), fixture('/hang'), fixture('/delay/300/x')]);
      fields.add(run, { name: 'all', expression: '/[^]+/' });
      await eventually('the value of the first', () => valuesOf(run)[0] !== '' || undefined);
      assert.ok(run.running);
      await eventually('that of the last', () => valuesOf(run)[2] === '300/x\n' || undefined);
      assert.ok(run.running);
      assert.equal(valuesOf(run)[1], '');
    }));

  test('are taken back when that is cancelled, be it in the middle of an expression that never ends', () =>
    withHost(async ({ start, fields, fieldWorker }) => {
      const run = start([fixture('/text/20000')]);
      await run.results;
      const window = vscode.window as { withProgress: unknown };
      const cancel = async (_: unknown, task: (...args: unknown[]) => Promise<void>) => {
        const source = new vscode.CancellationTokenSource();
        const done = task({ report: () => undefined }, source.token);
        source.cancel();
        await done;
      };
      await withMessages(async (said) => {
        await withStub(window, 'withProgress', cancel, () =>
          writing(`long = ${endless}`, () => addField({ fields, fieldWorker }, run)),
        );
        assert.deepEqual(run.fields.columns, []);
        // Nobody waits for the 10 s that an expression has.
        fields.add(run, { name: 'start', expression: '/./' });
        await fieldsSettled(run, never());
        assert.deepEqual(run.fields.of(0), { start: 'a' });
        assert.deepEqual(said, []);
      });
    }));

  test('go on with a run that is started again, those of the list as it is now first', () =>
    withHost(async (host) => {
      const editor = await openUnsaved(`# @field verb = $.method\n${fixture('/echo')}`);
      const { document } = editor;
      const first = await fetchDocument(host, { type: 'document', document });
      assert.ok(first);
      await first.results;
      host.fields.add(first, { name: 'type', expression: 'header: Content-Type' });
      const range = document.lineAt(0).range;
      await editor.edit((edit) => edit.replace(range, '# @field sent = $.body'));
      const again = await runAgain(host, first, 'all');
      assert.ok(again);
      await again.results;
      await fieldsSettled(again, never());
      assert.deepEqual(again.fields.of(0), { verb: 'GET', type: 'application/json' });
      const selected = await runAgain(host, again, [{ first: 0, count: 1 }]);
      assert.deepEqual(
        selected?.fields.columns.map(({ name }) => name),
        ['sent', 'verb', 'type'],
      );
    }));

  test('of several files are those of each, of one name the first', () =>
    withFiles(
      {
        'a.urls': `# @field verb = $.method\n${fixture('/echo')}`,
        'b.urls': `# @field verb = $.url\n# @field id = $.id\n${fixture('/json/7')}`,
        'c.md': fixture('/item/1'),
      },
      (folder) =>
        withHost(async (host) => {
          const run = await fetchResources(host, [folder]);
          assert.ok(run);
          await run.results;
          await fieldsSettled(run, never());
          const values = Array.from({ length: run.table.length }, (_, row) => run.fields.of(row));
          assert.deepEqual(values, [{ verb: 'GET' }, { id: '7' }, {}]);
          const again = await runAgain(host, run, 'all');
          assert.deepEqual(again?.fields.definitions, run.fields.definitions);
        }),
    ));

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
          const column = fields.add(run, { name: 'endless', expression: endless });
          assert.ok(fields.add(run, { name: 'start', expression: '/./' }));
          await fieldsSettled(run, never());
          assert.match(column?.failure ?? '', /took longer/);
          assert.deepEqual(Object.keys(run.fields.of(0)), ['start']);
          assert.match(
            said.join(),
            /^The field endless was given up: it took longer .* Change its expression\.$/,
          );
        });
        assert.ok(warnings.some((each) => each.includes('endless')));
      },
      { fieldPatience: 1500 },
    ));

  test('of answers that were never stored know the title, and say of how many nothing is known', () =>
    withHost(
      async ({ runs, start, fields, fieldWorker }) => {
        await writeFile(runs.folder, 'in the way');
        await withMessages(async (said) => {
          const run = start([fixture('/html/1'), fixture('/json/7'), 'http://127.0.0.1:1/'], { retries: 0 });
          await run.results;
          await writing('title', () => addField({ fields, fieldWorker }, run));
          assert.deepEqual(valuesOf(run), ['Item 1', '', '']);
          assert.equal(run.fields.columns[0]?.lost, 0);
          said.length = 0;
          await writing('id = $.id', () => addField({ fields, fieldWorker }, run));
          assert.equal(run.fields.columns[1]?.lost, 2);
          assert.match(
            said.join(),
            /^id has no value where an answer is not stored, or no longer \(2\)\. Run/,
          );
        });
      },
      { temporaryParent: join(tmpdir(), 'gather-no-such-folder') },
    ));

  test('say of how many answers the body is lost, and where all is gone', () =>
    withHost(async ({ start, fields }) => {
      const run = start([fixture('/json/1'), fixture('/json/2')]);
      await run.results;
      await truncate(join(run.folder, 'bodies'), 30);
      const column = fields.add(run, { name: 'id', expression: '$.id' });
      fields.add(run, { name: 'type', expression: 'header: Content-Type' });
      await fieldsSettled(run, never());
      assert.equal(column?.lost, 2);
      assert.deepEqual(
        [run.fields.of(0), run.fields.of(1)],
        [{ type: 'application/json' }, { type: 'application/json' }],
      );
      await withMessages(async (said) => {
        await rm(run.folder, { recursive: true });
        const gone = fields.add(run, { name: 'gone', expression: '$.id' });
        await fieldsSettled(run, never());
        const why = 'the stored answers of this run have been deleted (gather.storage.maxRuns)';
        assert.equal(gone?.failure, why);
        assert.deepEqual(said, [`The field gone was given up: ${why}.`]);
      });
    }));

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
      assert.deepEqual(lastCells, ['field method', 'GET', '']);
    }));
});
