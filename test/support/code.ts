#!/usr/bin/env node
// Understands VS Code's command line as @vscode/test-electron gives it, and runs a VS Code server with its workbench in
// a headless browser behind it. Ends with the suite's exit code.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { format, parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { cacheFolder } from './makeOnce.ts';
import { startVscodeServer } from './vscodeServer.ts';

const { values, positionals } = parseArgs({ strict: false, allowPositionals: true });

function option(name: string): string {
  const value = values[name];
  if (typeof value !== 'string') throw new Error(`--${name}=… is missing`);
  return resolve(value);
}

/** Keeps what tells why a suite did not end. */
async function keepEvidence(page: Page, lines: readonly string[]): Promise<void> {
  const folder = join(cacheFolder, 'stopped');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'workbench.log'), lines.join('\n'));
  await page.screenshot({ path: join(folder, 'workbench.png') });
  console.error(`Stopped before the suite's end; the window and its log are in ${folder}`);
}

async function run(): Promise<number> {
  const stopped = new Promise<'stopped'>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => done('stopped'));
    // Whoever started it is gone.
    process.stdin.resume().once('close', () => done('stopped'));
  });
  await using server = await startVscodeServer(option('user-data-dir'), option('extensions-dir'));
  await using browser = await launchBrowser();
  const page = await browser.newPage();
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text()));
  const exited = new Promise<number>((done) => {
    void page.exposeFunction('codeAutomationExit', done);
  });
  await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
    console.log(format(...args));
  });
  const address = server.address(resolve(positionals[0] ?? '.'), {
    extensionDevelopmentPath: server.uri(option('extensionDevelopmentPath')),
    extensionTestsPath: server.uri(option('extensionTestsPath')),
    skipWelcome: 'true',
  });
  await page.goto(address);
  const code = await Promise.race([exited, stopped]);
  if (code !== 'stopped') return code;
  await keepEvidence(page, [...server.printed, ...lines]);
  return 1;
}

process.exit(await run());
