import assert from 'node:assert/strict';
import { once } from 'node:events';
import * as vscode from 'vscode';
import { whileCancellable } from '../../src/host/whileCancellable.ts';
import { withStub } from './support/stub.ts';

type Task = (progress: unknown, token: vscode.CancellationToken) => Promise<unknown>;

/** Cancels, as a person would, whatever is shown. */
async function cancelled<Value>(use: () => Promise<Value>): Promise<{ value: Value; shown: string[] }> {
  const shown: string[] = [];
  const show = async ({ title = '' }: vscode.ProgressOptions, task: Task) => {
    shown.push(title);
    const source = new vscode.CancellationTokenSource();
    const done = task({ report: () => undefined }, source.token);
    source.cancel();
    await done;
  };
  const window = vscode.window as { withProgress: unknown };
  return { value: await withStub(window, 'withProgress', show, use), shown };
}

suite('something that takes long', () => {
  test('can be cancelled, and then has the value that is left of it', async () => {
    const work = async (signal: AbortSignal) => {
      await once(signal, 'abort');
      return 'too late';
    };
    const { value, shown } = await cancelled(() => whileCancellable('comparing', work));
    assert.deepEqual([value, shown], ['too late', ['comparing']]);
  });

  test('says how far it is, from what it was when the notice came', async () => {
    const reported: unknown[] = [];
    const shown = Promise.withResolvers<void>();
    const show = async (_: unknown, task: Task) => {
      const done = task(
        { report: (value: unknown) => reported.push(value) },
        new vscode.CancellationTokenSource().token,
      );
      shown.resolve();
      await done;
    };
    const window = vscode.window as { withProgress: unknown };
    await withStub(window, 'withProgress', show, () =>
      whileCancellable('reading', async (_, report) => {
        report('1 of 4', 0.25);
        report('2 of 4', 0.5);
        await shown.promise;
      }),
    );
    assert.deepEqual(reported, [{ message: '2 of 4', increment: 50 }]);
  });

  test('is not shown where it does not take long', async () => {
    const { value, shown } = await cancelled(() => whileCancellable('comparing', async () => 'done'));
    assert.deepEqual([value, shown], ['done', []]);
  });
});
