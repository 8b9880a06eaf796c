import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { noticeEnds } from '../../src/host/endNotice.ts';
import { stateCode } from '../../src/core/rowState.ts';
import { batchOf } from './support/batch.ts';
import { withStub } from './support/stub.ts';
import { FakeFetcher, type TestHost, withHost } from './support/testHost.ts';

/** The notices of what a test does. */
async function notices(
  use: (host: TestHost, fetcher: FakeFetcher) => void,
  isShown = false,
): Promise<string[]> {
  const messages: string[] = [];
  const fetcher = new FakeFetcher();
  const window = vscode.window as { showInformationMessage: unknown };
  const show = async (message: string) => {
    messages.push(message);
  };
  await vscode.commands.executeCommand('workbench.action.closePanel');
  await withStub(window, 'showInformationMessage', show, () =>
    withHost(
      async (host) => {
        const listener = noticeEnds(host.runs, () => isShown);
        use(host, fetcher);
        listener.dispose();
      },
      { fetcher },
    ),
  );
  return messages;
}

suite('the notice at the end of a run', () => {
  const fail = (fetcher: FakeFetcher) => {
    fetcher.jobs[0]?.onBatch(batchOf([0]));
    fetcher.jobs[0]?.onBatch(batchOf([1], { state: stateCode.failed, failureKind: 1 }));
    fetcher.jobs[0]?.onEnd();
  };
  const urls = ['https://e.com/1', 'https://e.com/2'];

  test('says how it ended when no view of it is visible', async () => {
    const messages = await notices((host, fetcher) => {
      host.start(urls, { byCommand: true });
      fail(fetcher);
    });
    assert.deepEqual(messages, ['Gather: 2 URLs of urls.txt: 1 ok, 1 failed']);
  });

  test('does not count what was cancelled as fetched', async () => {
    const messages = await notices((host, fetcher) => {
      host.start(urls, { byCommand: true });
      fetcher.jobs[0]?.onBatch(batchOf([0]));
      fetcher.jobs[0]?.onBatch(batchOf([1], { state: stateCode.cancelled, status: 0 }));
      fetcher.jobs[0]?.onEnd();
    });
    assert.deepEqual(messages, ['Gather: 1 of 2 URLs of urls.txt: 1 ok, 1 cancelled']);
  });

  test('is not given when the panel shows the run', async () => {
    const messages = await notices((host, fetcher) => {
      host.start(urls, { byCommand: true });
      fail(fetcher);
    }, true);
    assert.deepEqual(messages, []);
  });

  test('is not given for a run that another extension started, or a person cancelled', async () => {
    const ofApi = await notices((host, fetcher) => {
      host.start(urls);
      fail(fetcher);
    });
    const cancelled = await notices((host, fetcher) => {
      host.start(urls, { byCommand: true }).cancel();
      fetcher.jobs[0]?.onEnd();
    });
    assert.deepEqual([ofApi, cancelled], [[], []]);
  });
});
