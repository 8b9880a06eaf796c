import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { projectFolder } from './makeOnce.ts';

/** Builds the extension as `npm run build` does. */
export function build(): void {
  execFileSync(process.execPath, ['esbuild.mjs'], { cwd: projectFolder, stdio: 'inherit' });
}
