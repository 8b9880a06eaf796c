import { globSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { format } from 'node:util';
import Mocha from 'mocha';

// VS Code logs between the lines of the suite; whoever started it tells them apart by this mark.
const print = (...args: unknown[]) => {
  for (const line of format(...args).split('\n')) console.log(`[suite] ${line}`);
};
Mocha.reporters.Base.consoleLog = print;

function runFiles(): Promise<Mocha.Stats> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 20_000, forbidOnly: Boolean(process.env['CI']) });
  for (const file of globSync('**/*.test.cjs', { cwd: __dirname })) mocha.addFile(join(__dirname, file));
  return new Promise((resolve) => {
    const runner = mocha.run(() => runner.stats && resolve(runner.stats));
  });
}

/** Runs every test file beside this one in VS Code's extension host; rejects when a test fails or there is none. */
export async function run(): Promise<void> {
  const { failures, tests } = await runFiles().catch((error: unknown) => {
    print(error);
    throw error;
  });
  if (tests === 0) print('No test ran.');
  if (tests === 0 || failures > 0) throw new Error(`${failures} of ${tests} tests failed.`);
}
