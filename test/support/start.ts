// Opens a real VS Code on a list of URLs, fetches them all through its command palette, shows here what came of it, and
// leaves the window to whoever wants to look. `--desktop` takes desktop VS Code; a path takes a list of your own.
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { ensureDisplay } from './desktop.ts';
import { startFixtureServer } from './fixtureServer.ts';
import { cacheFolder } from './makeOnce.ts';
import { openWorkbench } from './openWorkbench.ts';
import { findFaults, isClosingLine } from './runOutput.ts';
import { demoList, ownList } from './startList.ts';
import { waitFor } from './waitFor.ts';
import type { Workbench } from './workbench.ts';

/** Prints the lines of the output channel as they come, until the run's last. */
async function printOutput(workbench: Workbench): Promise<string[]> {
  let printed = 0;
  const print = async () => {
    const lines = (await workbench.outputLog('Gather')).split('\n').slice(0, -1);
    for (const line of lines.slice(printed)) console.log(line);
    printed = lines.length;
    return lines.some(isClosingLine) ? lines : undefined;
  };
  return waitFor("the run's last line", print, 10 * 60_000);
}

/** The requests that the panel says it holds; waits until it shows some of them. */
async function countPanelRows(workbench: Workbench): Promise<number> {
  const grid = (await workbench.panelFrame()).getByRole('grid');
  await grid.getByRole('gridcell').first().waitFor();
  const headers = 1;
  return Number(await grid.getAttribute('aria-rowcount')) - headers;
}

const { values, positionals } = parseArgs({
  options: { desktop: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [path] = positionals;
if (values.desktop) ensureDisplay();

build();
await using fixture = await startFixtureServer();
// npm runs scripts in the project's folder, wherever it was called.
await using list = path
  ? await ownList(resolve(process.env['INIT_CWD'] ?? '.', path))
  : await demoList(fixture.origin);
console.log(`Opening VS Code on ${list.file}...`);
await using workbench = await openWorkbench({
  folder: list.folder,
  file: list.file,
  desktop: values.desktop,
  size: { width: 1440, height: 900 },
});

console.log('Gather: Fetch All URLs in File\n');
await workbench.runCommand('Gather: Fetch All URLs in File');
const faults = findFaults(await printOutput(workbench), list.expected);
const rows = await countPanelRows(workbench);
if (!path && rows !== list.expected.size) faults.push(`the panel shows ${rows} rows`);

await workbench.outputText('Gather');
const picture = join(cacheFolder, 'start.png');
await workbench.screenshot(picture);
console.log(`\nScreenshot: ${picture}`);
const stays = process.stdout.isTTY;
if (workbench.address)
  console.log(`VS Code:    ${workbench.address}${stays ? '' : ' (until this command ends)'}`);
for (const fault of faults) console.error(`Not as it should be: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;

if (stays) {
  console.log('It stays open until Ctrl-C.');
  await once(process, 'SIGINT');
}
