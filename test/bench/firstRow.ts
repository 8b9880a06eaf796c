// How long a person waits from the command to the first row of the panel on screen, in the real workbench.
import { startFixtureServer } from '../support/fixtureServer.ts';
import { openWorkbench } from '../support/openWorkbench.ts';
import { demoList } from '../support/startList.ts';
import { waitFor } from '../support/waitFor.ts';

const rounds = 5;

await using server = await startFixtureServer();
await using list = await demoList(server.origin);
await using workbench = await openWorkbench({
  folder: list.folder,
  file: list.file,
  // A chord of its own: typing in the palette would be measured too.
  settings: { 'gather.timeout': 10_000 },
});

const times: number[] = [];
for (let round = 0; round < rounds; round++) {
  const { page } = workbench;
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').fill('>Gather: Fetch All URLs in File');
  const row = page.locator('.quick-input-list .monaco-list-row').first();
  await row.waitFor();
  const start = performance.now();
  await row.click();
  const panel = await workbench.panelFrame();
  await panel.locator('[role="row"][aria-rowindex="2"]', { hasText: '200' }).waitFor();
  times.push(performance.now() - start);
  await waitFor('the end of the run', async () =>
    (await panel.getByText(`${list.expected.size} / ${list.expected.size}`).count()) > 0 ? true : undefined,
  );
  await workbench.runCommand('View: Close Editors in Other Groups');
}
console.log(
  `\nFrom the command to the first row on screen: cold ${times[0]?.toFixed(0)} ms, then ` +
    `${times
      .slice(1)
      .map((time) => time.toFixed(0))
      .join(', ')} ms (the panel is opened anew each time)`,
);
