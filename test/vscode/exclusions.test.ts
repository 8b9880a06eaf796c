import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { readExclusions } from '../../src/host/exclusionSettings.ts';
import { fetchDocument } from '../../src/host/fetchDocument.ts';
import { runNotice } from '../../src/host/runNotice.ts';
import { closeEditors, openUnsaved } from './support/editors.ts';
import { fixture } from './support/extension.ts';
import { withMessages } from './support/messages.ts';
import { type TestHost, withHost } from './support/testHost.ts';

const { Global, Workspace } = vscode.ConfigurationTarget;

/** Sets what is not to be asked for while `use` runs. */
async function withSettings(
  settings: [name: string, value: unknown, target: vscode.ConfigurationTarget][],
  use: () => Promise<void>,
): Promise<void> {
  const configuration = () => vscode.workspace.getConfiguration('gather');
  try {
    for (const [name, value, target] of settings) await configuration().update(name, value, target);
    await use();
  } finally {
    for (const [name, , target] of settings) await configuration().update(name, undefined, target);
  }
}

async function fetched(host: TestHost, text: string) {
  const { document } = await openUnsaved(text);
  return withMessages(async (said) => {
    const run = await fetchDocument(host, { type: 'document', document });
    await run?.results;
    return { run, said };
  });
}

suite('what is not to be asked for', () => {
  teardown(closeEditors);
  const text = ['/item/a', '/status/404', '/item/b'].map((path) => fixture(path)).join('\n');

  test('is nothing by default', () =>
    assert.deepEqual(readExclusions(), { urls: [], privateAddresses: false }));

  test('is left out of a run, which says how much', () =>
    withSettings([['excludeUrls', ['127.0.0.1/status/*'], Global]], () =>
      withHost(async (host) => {
        const { run, said } = await fetched(host, text);
        assert.equal(run?.requests.length, 2);
        assert.deepEqual(said, []);
        const sentence = 'URLs left out by gather.excludeUrls or gather.excludePrivateAddresses: 1.';
        assert.equal(runNotice(run), sentence);
      }),
    ));

  test('may be all: then there is no run', () =>
    withSettings([['excludePrivateAddresses', true, Global]], () =>
      withHost(async (host) => {
        const { run, said } = await fetched(host, text);
        assert.equal(run, undefined);
        assert.match(said.join(), /^URLs left out .*: 3\.$/);
      }),
    ));

  test('is not asked for by other extensions, redirects included', () =>
    withSettings([['excludeUrls', ['127.0.0.1/item/*'], Global]], () =>
      withHost(async ({ start }) => {
        const urls = ['/item/a', '/status/204', `/redirect-to?url=${encodeURIComponent('/item/b')}`];
        const results = await start(urls.map(fixture)).results;
        assert.deepEqual(
          results.map(({ outcome, failure }) => failure?.kind ?? outcome),
          ['excluded', 'ok', 'excluded'],
        );
      }),
    ));

  test('is what user and workspace say together: a workspace allows nothing', () =>
    withSettings(
      [
        ['excludeUrls', ['a.example'], Global],
        ['excludePrivateAddresses', true, Global],
        ['excludeUrls', ['b.example'], Workspace],
        ['excludePrivateAddresses', false, Workspace],
      ],
      async () =>
        assert.deepEqual(readExclusions(), { urls: ['a.example', 'b.example'], privateAddresses: true }),
    ));

  for (const bad of [['ftp://x'], [7], 'e.com/ x', { a: 1 }]) {
    test(`keeps a run from starting where it cannot be read: ${JSON.stringify(bad)}`, () =>
      withSettings([['excludeUrls', bad, Global]], () =>
        withHost(async (host) => {
          const { run, said } = await fetched(host, text);
          assert.equal(run, undefined);
          assert.match(said.join(), /in gather\.excludeUrls is not a pattern of URLs/);
        }),
      ));
  }
});
