import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { startFixtureServer } from '../support/fixtureServer.ts';
import { openWorkbench } from '../support/openWorkbench.ts';
import { demoList } from '../support/startList.ts';
import { waitFor } from '../support/waitFor.ts';

describe('a list in the real workbench', () => {
  it('is fetched by the links at its top, at its groups and at its requests', async () => {
    await using stack = new AsyncDisposableStack();
    const { origin } = stack.use(await startFixtureServer());
    const list = stack.use(await demoList(origin));
    const urls = `# a list\n${origin}/item/1\n### two of them\n${origin}/item/2\n${origin}/item/3\n`;
    await writeFile(join(list.folder, 'some.urls'), urls);
    await writeFile(
      join(list.folder, 'some.http'),
      `GET ${origin}/item/4\n\n### other\nPOST ${origin}/echo\n\nx\n`,
    );
    const workbench = stack.use(await openWorkbench({ folder: list.folder, file: 'some.urls' }));
    const { page } = workbench;
    const link = (title: string) => page.locator('.codelens-decoration a', { hasText: title }).first();
    const hasDone = (line: RegExp) =>
      waitFor(String(line), async () => (line.test(await workbench.outputLog('Gather')) ? true : undefined));

    await link('Fetch 3 URLs').click();
    await hasDone(/some\.urls: 3 done/);
    await link('Fetch 2 URLs').click();
    await hasDone(/some\.urls \(selection\): 2 done/);

    await workbench.openFile('some.http');
    await link('Fetch 2 URLs').click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /This file sends 1 POST request/);
    await dialog.getByText('Send', { exact: true }).click();
    await hasDone(/some\.http: 2 done/);
  });
});
