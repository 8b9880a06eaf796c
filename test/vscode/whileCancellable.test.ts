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
    const done = task(undefined, source.token);
    source.cancel();
    await done;
  };
  const window = vscode.window as { withProgress: unknown };
  return { value: await withStub(window, 'withProgress', show, use), shown };
}

suite('something that takes long', () => {
  test('can be cancelled, and then has no value', async () => {
    const work = async (signal: AbortSignal) => {
      await once(signal, 'abort');
      return 'late';
    };
    const { value, shown } = await cancelled(() => whileCancellable('comparing', work));
    assert.deepEqual([value, shown], [undefined, ['comparing']]);
  });

  test('shows how much of it is done, also of what was done before', async () => {
    const increments: number[] = [];
    let begun = () => {};
    const show = async (_: unknown, task: Task) => {
      const token = new vscode.CancellationTokenSource().token;
      const done = task(
        { report: ({ increment }: { increment: number }) => increments.push(increment) },
        token,
      );
      begun();
      await done;
    };
    const window = vscode.window as { withProgress: unknown };
    await withStub(window, 'withProgress', show, () =>
      whileCancellable('comparing', async (_, tell) => {
        tell(20);
        await new Promise<void>((resolve) => (begun = resolve));
        tell(50);
        tell(100);
      }),
    );
    assert.deepEqual(increments, [20, 30, 50]);
  });

  test('is not shown where it does not take long', async () => {
    const { value, shown } = await cancelled(() => whileCancellable('comparing', async () => 'done'));
    assert.deepEqual([value, shown], ['done', []]);
  });
});
