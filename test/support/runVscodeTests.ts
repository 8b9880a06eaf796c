// Runs test/vscode, or the folder that is named, inside VS Code's extension host: in a VS Code server with a headless
// browser, or with `--desktop` in a desktop VS Code (the one VSCODE_EXECUTABLE names, else a download).
import process from 'node:process';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { startFixtureServer } from './fixtureServer.ts';
import { runSuite, suiteLog } from './runSuite.ts';

const { values, positionals } = parseArgs({
  options: { desktop: { type: 'boolean', default: false } },
  allowPositionals: true,
});

build();
try {
  await using fixture = await startFixtureServer();
  await runSuite({
    suite: positionals[0] ?? 'test/vscode',
    desktop: values.desktop,
    environment: { GATHER_FIXTURE: fixture.origin },
    minutes: 10,
  });
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}; VS Code's own log: ${suiteLog}`);
  process.exitCode = 1;
}
