import { cp, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { _electron as electron, type Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { desktopExecutable } from './desktop.ts';
import { projectFolder } from './makeOnce.ts';
import { makeProfile, type Profile } from './profile.ts';
import { startVscodeServer } from './vscodeServer.ts';
import { Workbench } from './workbench.ts';

const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  highContrast: 'Default High Contrast',
};

/** How a window is opened. */
export interface WorkbenchOptions {
  /** Copied first, so that nothing done in the window changes it. */
  folder: string;
  /** A file of the folder to open. */
  file?: string;
  theme?: keyof typeof themes;
  settings?: Record<string, unknown>;
  /** Commands by their keys, such as `ctrl+f9`. */
  keys?: Record<string, string>;
  size?: { width: number; height: number };
  /** In a desktop VS Code rather than in a server with a headless browser. */
  desktop?: boolean;
}

interface Opened {
  page: Page;
  address?: string;
}

async function openHeadless(
  { file, size }: WorkbenchOptions,
  folder: string,
  profile: Profile,
  stack: AsyncDisposableStack,
): Promise<Opened> {
  const [server, browser] = await Promise.all([
    startVscodeServer(profile.userData, profile.extensions).then((each) => stack.use(each)),
    launchBrowser().then((each) => stack.use(each)),
  ]);
  const page = await browser.newPage({ viewport: size ?? { width: 1280, height: 800 } });
  const address = server.address(folder, file ? { openFile: server.uri(join(folder, file)) } : {});
  await page.goto(address);
  return { page, address };
}

async function openDesktop(
  { file }: WorkbenchOptions,
  folder: string,
  profile: Profile,
  stack: AsyncDisposableStack,
): Promise<Opened> {
  const app = await electron.launch({
    executablePath: await desktopExecutable(),
    args: [
      ...(file ? [folder, join(folder, file)] : [folder]),
      `--user-data-dir=${profile.userData}`,
      `--extensions-dir=${profile.extensions}`,
      '--no-sandbox',
      '--disable-updates',
      '--disable-telemetry',
      '--disable-workspace-trust',
      '--skip-welcome',
      '--skip-release-notes',
    ],
  });
  stack.defer(() => app.close());
  return { page: await app.firstWindow() };
}

/** Opens a real VS Code that has this extension and a profile of its own. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  await using stack = new AsyncDisposableStack();
  const theme = themes[options.theme ?? 'dark'];
  const profile = stack.use(
    await makeProfile({ 'workbench.colorTheme': theme, ...options.settings }, options.keys),
  );
  // Installed rather than under development, so that the window is the one that people see.
  await symlink(projectFolder, join(profile.extensions, 'gather'), 'junction');
  const folder = join(profile.folder, basename(options.folder));
  await cp(options.folder, folder, { recursive: true });

  const open = options.desktop ? openDesktop : openHeadless;
  const { page, address } = await open(options, folder, profile, stack);
  // A theme is what an extension contributes: once it is there, so are the commands of all extensions.
  await page.locator('.monaco-workbench[class*="theme-defaults"]').waitFor({ timeout: 60_000 });
  if (options.file) await page.locator(`.tab.active[data-resource-name="${options.file}"]`).waitFor();
  return new Workbench(page, folder, address, profile, stack.move());
}

/** Runs `body` with a window that is closed afterwards, whatever happens. */
export async function withWorkbench<T>(
  options: WorkbenchOptions,
  body: (workbench: Workbench) => Promise<T>,
): Promise<T> {
  await using workbench = await openWorkbench(options);
  return await body(workbench);
}
