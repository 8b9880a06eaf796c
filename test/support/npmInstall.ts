import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';

/** Runs `npm install` in a folder; nothing of what is installed runs. */
export async function npmInstall(folder: string, ...args: string[]): Promise<void> {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  // Without a prefix npm looks for a package.json upwards, and may take the project itself for the place to install in.
  await promisify(execFile)('npm', ['install', `--prefix=${folder}`, ...flags, ...args], {
    cwd: folder,
    // On Windows npm is a script, which only a shell runs.
    shell: process.platform === 'win32',
  });
}
