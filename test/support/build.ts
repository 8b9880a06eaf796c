import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { projectFolder } from './makeOnce.ts';

/** Builds the extension as `npm run build` does, or with `--production` as it ships. */
export function build(...flags: '--production'[]): void {
  execFileSync(process.execPath, ['esbuild.mjs', ...flags], { cwd: projectFolder, stdio: 'inherit' });
}
