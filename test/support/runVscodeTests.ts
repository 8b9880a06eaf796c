// Runs test/vscode, or the folder that is named, inside VS Code's extension host: in a VS Code server with a headless
// browser, or with `--desktop` in a desktop VS Code (the one VSCODE_EXECUTABLE names, else a download).
import { globSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { build } from './build.ts';
import { desktopExecutable, ensureDisplay } from './desktop.ts';
import { startFixtureServer } from './fixtureServer.ts';
import { cacheFolder, projectFolder } from './makeOnce.ts';
import { makeProfile } from './profile.ts';
import { suiteOutput } from './suiteOutput.ts';

const minutes = 5;

const { values, positionals } = parseArgs({
  options: { desktop: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const suite = positionals[0] ?? 'test/vscode';

/** Bundles the suite for the oldest extension host; gives the module that runs it. */
async function buildSuite(): Promise<string> {
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

async function executable(): Promise<string> {
  if (values.desktop) {
    ensureDisplay();
    return desktopExecutable();
  }
  return fileURLToPath(new URL(process.platform === 'win32' ? 'code.cmd' : 'code.ts', import.meta.url));
}

/** As if Ctrl-C were pressed twice: VS Code is asked to end, then made to. */
function stopAfter(milliseconds: number): NodeJS.Timeout {
  return setTimeout(() => {
    console.error(`The suite did not end within ${minutes} minutes.`);
    process.emit('SIGINT');
    setTimeout(() => process.emit('SIGINT'), 10_000).unref();
  }, milliseconds);
}

const vscodeExecutablePath = await executable();
build();
const extensionTestsPath = await buildSuite();
const log = join(cacheFolder, 'vscode.log');
const output = suiteOutput(log);
const deadline = stopAfter(minutes * 60_000);
try {
  await using profile = await makeProfile();
  await using fixture = await startFixtureServer();
  const folder = join(profile.folder, 'demo');
  await cp(join(projectFolder, 'test/demo'), folder, { recursive: true });
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: projectFolder,
    extensionTestsPath,
    extensionTestsEnv: { GATHER_FIXTURE: fixture.origin },
    launchArgs: [folder, `--user-data-dir=${profile.userData}`, `--extensions-dir=${profile.extensions}`],
    stdout: output,
    stderr: output,
  });
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}; VS Code's own log: ${log}`);
  process.exitCode = 1;
} finally {
  clearTimeout(deadline);
  output.end();
}
