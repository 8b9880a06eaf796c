import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startFixtureServer } from '../support/fixtureServer.ts';
import { cacheFolder } from '../support/makeOnce.ts';
import { withWorkbench } from '../support/openWorkbench.ts';

test('a run that a reload of the window cut short looks interrupted, and goes on from the panel', async () => {
  await using stack = new AsyncDisposableStack();
  const { origin } = stack.use(await startFixtureServer());
  const folder = await mkdtemp(join(tmpdir(), 'gather-interrupted-'));
  stack.defer(() => rm(folder, { recursive: true }));
  const paths = ['item/1', 'status/404', 'hang', 'hang/2'];
  await writeFile(join(folder, 'links.txt'), paths.map((path) => `${origin}/${path}`).join('\n'));
  await withWorkbench({ folder, file: 'links.txt' }, async (workbench) => {
    await workbench.runCommand('Gather: Fetch All URLs in File');
    await (await workbench.panelFrame()).getByText('2 / 4').waitFor();
    await workbench.reload();
    // A window that is driven shows no notices but those of its list.
    await workbench.page.locator('.statusbar-item .codicon-bell-dot').waitFor({ timeout: 30_000 });
    // The panel comes back with its run.
    await (await workbench.panelFrame()).getByText('2 / 4').waitFor();
    await workbench.runCommand('Notifications: Show Notifications');
    const notice = workbench.page.locator('.notifications-center .notification-list-item', {
      hasText: 'links.txt was interrupted',
    });
    await notice.getByText('Show', { exact: true }).click();

    const panel = await workbench.panelFrame();
    await panel.getByText('2 / 4').waitFor();
    await panel.getByText('interrupted', { exact: true }).waitFor();
    await panel.getByText('not fetched').first().waitFor();
    assert.equal(await panel.getByText('not fetched').count(), 2);
    await workbench.screenshot(join(cacheFolder, 'interrupted.png'));

    await panel.getByText('Resume', { exact: true }).click();
    await panel.getByText('Cancel', { exact: true }).waitFor();
    await panel.locator('.state-running', { hasText: 'running' }).first().waitFor();
    assert.equal(await panel.getByText('interrupted', { exact: true }).count(), 0);
    assert.equal(await panel.getByText('not fetched').count(), 0);
    await workbench.runCommand('Gather: Cancel Run');
    await panel.locator('.facts .end', { hasText: 'cancelled' }).waitFor();
    // What was cancelled was not done.
    assert.equal(await panel.locator('.facts .done').textContent(), '2 / 4');
    await workbench.screenshot(join(cacheFolder, 'cancelled.png'));

    await panel.getByText('Resume', { exact: true }).click();
    await panel.getByText('Cancel', { exact: true }).click();
    await panel.locator('.facts .end', { hasText: 'cancelled' }).waitFor();
    await panel.getByText('Resume', { exact: true }).waitFor();
  });
});

test('after the stored runs were cleared nothing is shown of them, and nothing offered', async () => {
  await using stack = new AsyncDisposableStack();
  const { origin } = stack.use(await startFixtureServer());
  const folder = await mkdtemp(join(tmpdir(), 'gather-cleared-'));
  stack.defer(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'links.txt'), `${origin}/item/1`);
  await withWorkbench({ folder, file: 'links.txt' }, async (workbench) => {
    const statusItem = workbench.page.locator('.statusbar-item[id$="gather.runs"]');
    await workbench.runCommand('Gather: Fetch All URLs in File');
    const panel = await workbench.panelFrame();
    await panel.getByText('1 / 1').waitFor();
    await statusItem.waitFor();
    await workbench.runCommand('Gather: Clear Stored Runs…');
    await workbench.page.locator('.monaco-dialog-box').getByText('Delete', { exact: true }).click();
    await panel.getByText('There is no run to show.').waitFor();
    await statusItem.waitFor({ state: 'hidden' });
    assert.equal(await panel.getByText('Earlier runs…').count(), 0);
    await workbench.screenshot(join(cacheFolder, 'cleared.png'));
  });
});
