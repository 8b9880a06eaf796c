import { globSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { desktopExecutable, ensureDisplay } from './desktop.ts';
import { cacheFolder, projectFolder } from './makeOnce.ts';
import { makeProfile } from './profile.ts';
import { suiteOutput } from './suiteOutput.ts';

/** What is run inside VS Code's extension host, and how. */
export interface SuiteRun {
  /** The folder with the suite, such as `test/vscode`. */
  suite: string;
  /** In a desktop VS Code (the one VSCODE_EXECUTABLE names, else a download) rather than in a server with a headless browser. */
  desktop: boolean;
  /** What the suite finds in its environment. */
  environment: Record<string, string>;
  /** After so many minutes VS Code is ended. */
  minutes: number;
  /** Where the suite's lines go; the terminal where it is left out. */
  print?: (line: string) => void;
}

/** Where all that a VS Code says while it runs a suite is kept. */
export const suiteLog = join(cacheFolder, 'vscode.log');

/** Bundles the suite for the oldest extension host; gives the module that runs it. */
async function buildSuite(suite: string): Promise<string> {
  const outdir = join(cacheFolder, 'suite');
  await rm(outdir, { recursive: true, force: true });
  await esbuild.build({
    entryPoints: ['test/vscode/index.ts', ...globSync(`${suite}/**/*.test.ts`, { cwd: projectFolder })],
    absWorkingDir: projectFolder,
    entryNames: '[name]',
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    external: ['vscode', 'mocha'],
  });
  return join(outdir, 'index.cjs');
}

async function executable(desktop: boolean): Promise<string> {
  if (desktop) {
    ensureDisplay();
    return desktopExecutable();
  }
  return fileURLToPath(new URL(process.platform === 'win32' ? 'code.cmd' : 'code.ts', import.meta.url));
}

/** As if Ctrl-C were pressed twice: VS Code is asked to end, then made to. */
function stopAfter(minutes: number): NodeJS.Timeout {
  return setTimeout(() => {
    console.error(`The suite did not end within ${minutes} minutes.`);
    process.emit('SIGINT');
    setTimeout(() => process.emit('SIGINT'), 10_000).unref();
  }, minutes * 60_000);
}

/** Runs a suite in a VS Code of its own, with the bundles as they are; rejects when a test of it fails. */
export async function runSuite({ suite, desktop, environment, minutes, print }: SuiteRun): Promise<void> {
  const vscodeExecutablePath = await executable(desktop);
  const extensionTestsPath = await buildSuite(suite);
  const output = suiteOutput(suiteLog, print);
  const deadline = stopAfter(minutes);
  try {
    await using profile = await makeProfile();
    const folder = join(profile.folder, 'demo');
    await cp(join(projectFolder, 'test/demo'), folder, { recursive: true });
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: projectFolder,
      extensionTestsPath,
      extensionTestsEnv: environment,
      launchArgs: [folder, `--user-data-dir=${profile.userData}`, `--extensions-dir=${profile.extensions}`],
      stdout: output,
      stderr: output,
    });
  } finally {
    clearTimeout(deadline);
    output.end();
  }
}
