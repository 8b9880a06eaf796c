import { spawn } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { makeOnce } from './makeOnce.ts';
import { npmInstall } from './npmInstall.ts';

const codeServer = 'code-server@4.139.1';

/** A VS Code server on loopback, whose workbench any browser can open. */
export interface VscodeServer extends AsyncDisposable {
  /** Such as `http://127.0.0.1:8000`. */
  readonly origin: string;
  /** What the server has printed so far. */
  readonly printed: readonly string[];
  /** A file of this machine as the workbench names it. */
  uri(path: string): string;
  /** The address of a workbench that opens a folder, with what its command line would say elsewhere. */
  address(folder: string, payload: Record<string, string>): string;
  close(): Promise<void>;
}

/** Installs the server from npm when it is not there yet, and says so, since that takes a while. */
export async function installVscodeServer(): Promise<string> {
  const folder = await makeOnce(codeServer, async (part) => {
    console.log(`Installing VS Code's server (${codeServer}), once...`);
    await npmInstall(part, codeServer);
    const vscode = join(part, 'node_modules/code-server/lib/vscode');
    await npmInstall(vscode, '--omit=dev');
    await copyFile(
      new URL('spdlogStandIn.cjs', import.meta.url),
      join(vscode, 'node_modules/@vscode/spdlog/index.js'),
    );
  });
  return join(folder, 'node_modules/code-server/lib/vscode');
}

function flags(profile: string, extensions: string): string[] {
  return [
    '--host=127.0.0.1',
    '--port=0',
    '--without-connection-token',
    '--accept-server-license-terms',
    '--telemetry-level=off',
    '--disable-workspace-trust',
    // Without it a built server ignores extensionDevelopmentPath.
    '--enable-smoke-test-driver',
    `--server-data-dir=${profile}`,
    `--user-data-dir=${profile}`,
    `--extensions-dir=${extensions}`,
  ];
}

/** Without what a VS Code around us tells its own children. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VSCODE_')));
}

/** Starts a server on a free port; `profile` is its user data folder. */
export async function startVscodeServer(profile: string, extensions: string): Promise<VscodeServer> {
  const main = join(await installVscodeServer(), 'out/server-main.js');
  const program = fileURLToPath(new URL('serverProcess.ts', import.meta.url));
  const child = spawn(process.execPath, [program, main, ...flags(profile, extensions)], {
    env: environment(),
    detached: process.platform !== 'win32',
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const close = async () => {
    child.stdin.end();
    await ended;
  };
  const printed: string[] = [];
  const port = await new Promise<string>((resolve, reject) => {
    const read = (line: string) => {
      printed.push(line);
      const [, found] = /^Extension host agent listening on (\d+)/.exec(line) ?? [];
      if (found) resolve(found);
    };
    createInterface(child.stdout).on('line', read);
    createInterface(child.stderr).on('line', read);
    child.once('error', reject);
    child.once('close', () => reject(new Error(`VS Code's server ended early:\n${printed.join('\n')}`)));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    printed,
    uri: (path) => `vscode-remote://127.0.0.1:${port}${pathToFileURL(path).pathname}`,
    address: (folder, payload) => {
      const query = new URLSearchParams({
        folder: decodeURIComponent(pathToFileURL(folder).pathname),
        payload: JSON.stringify(Object.entries(payload)),
      });
      return `http://127.0.0.1:${port}/?${query.toString()}`;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
