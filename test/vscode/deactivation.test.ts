import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { GatherApi } from '../../src/api.ts';
import { bundle, extension, fixture } from './support/extension.ts';
import { withStub } from './support/stub.ts';
import { workerCount } from './support/workerCount.ts';

interface ExtensionModule {
  activate(context: vscode.ExtensionContext): GatherApi;
  deactivate(): Promise<void>;
}

/** While this runs, nothing is registered and no channel is made: VS Code takes each but once. */
async function withoutRegistrations<Value>(use: () => Promise<Value>): Promise<Value> {
  const { commands, window, workspace } = vscode as unknown as Record<string, Record<string, unknown>>;
  assert.ok(commands && window && workspace);
  const nothing = () => undefined;
  const register = () => ({ dispose: nothing });
  const createChannel = () => ({
    append: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    dispose: nothing,
  });
  return withStub(commands, 'registerCommand', register, () =>
    withStub(window, 'registerWebviewPanelSerializer', register, () =>
      withStub(workspace, 'registerFileSystemProvider', register, () =>
        withStub(window, 'createOutputChannel', createChannel, use),
      ),
    ),
  );
}

/** A second Gather in this process, loaded anew. */
async function withSecondGather(
  use: (gather: ExtensionModule, api: GatherApi) => Promise<void>,
): Promise<void> {
  const path = bundle('extension.cjs');
  const require = createRequire(path);
  const loaded = require.cache[path];
  delete require.cache[path];
  const gather = require(path) as ExtensionModule;
  if (loaded) require.cache[path] = loaded;

  const folder = await mkdtemp(join(tmpdir(), 'gather-second-'));
  const subscriptions: vscode.Disposable[] = [];
  const context = {
    extensionUri: extension().extensionUri,
    extension: extension(),
    subscriptions,
    storageUri: undefined,
    globalStorageUri: vscode.Uri.file(folder),
    asAbsolutePath: (relative: string) => join(extension().extensionPath, relative),
  } as unknown as vscode.ExtensionContext;
  try {
    const api = await withoutRegistrations(async () => gather.activate(context));
    await use(gather, api);
  } finally {
    await gather.deactivate();
    for (const subscription of subscriptions) subscription.dispose();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

suite('deactivation', () => {
  test('cancels what is under way and leaves no worker', () =>
    withSecondGather(async (gather, api) => {
      const before = workerCount();
      const extraction = await api.extract('https://e.com/', { languageId: 'plaintext' });
      assert.equal(extraction.requests.length, 1);
      const run = api.gather([fixture('/item/1'), fixture('/hang')]);
      for await (const result of run) {
        assert.equal(result.outcome, 'ok');
        break;
      }
      assert.equal(workerCount(), before + 2);

      await gather.deactivate();
      assert.equal(workerCount(), before);
      assert.deepEqual(
        (await run.results).map((result) => result.outcome),
        ['ok', 'cancelled'],
      );
    }));

  test('has nothing to end when nothing was started', () =>
    withSecondGather(async (gather) => {
      const before = workerCount();
      await gather.deactivate();
      assert.equal(workerCount(), before);
    }));

  test('starts nothing afterwards', () =>
    withSecondGather(async (gather, api) => {
      await gather.deactivate();
      const before = workerCount();
      const [result] = await api.gather([fixture('/item/1')]).results;
      assert.equal(result?.failure?.kind, 'internal');
      assert.equal(workerCount(), before);
    }));
});
