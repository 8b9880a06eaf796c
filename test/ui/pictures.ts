// Takes pictures of the real window after a run on the demo list: the README's, and one for each further theme to look at.
import { join } from 'node:path';
import { build } from '../support/build.ts';
import { startFixtureServer } from '../support/fixtureServer.ts';
import { cacheFolder, projectFolder } from '../support/makeOnce.ts';
import { openWorkbench } from '../support/openWorkbench.ts';
import { demoList } from '../support/startList.ts';

const pictures = [
  { theme: 'dark', path: join(projectFolder, 'media/panel-dark.png') },
  { theme: 'light', path: join(cacheFolder, 'panel-light.png') },
  { theme: 'highContrast', path: join(cacheFolder, 'panel-high-contrast.png') },
] as const;

build();
await using server = await startFixtureServer();
await using list = await demoList(server.origin);
for (const { theme, path } of pictures) {
  await using workbench = await openWorkbench({
    folder: list.folder,
    file: list.file,
    theme,
    size: { width: 1440, height: 560 },
    settings: { 'breadcrumbs.enabled': false, 'workbench.activityBar.location': 'hidden' },
  });
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await workbench.runCommand('Gather: Fetch All URLs in File');
  const panel = await workbench.panelFrame();
  await panel.getByText(`${list.expected.size} / ${list.expected.size}`).waitFor();
  // Icons are a font, which comes a moment later; and the pointer rests where it changes nothing.
  await panel.evaluate(() => document.fonts.load('16px codicon', '\uea60'));
  await workbench.page.mouse.move(0, 0);
  await workbench.page.locator('.monaco-sash.hover').waitFor({ state: 'detached' });
  await workbench.screenshot(path);
  console.log(path);
}
