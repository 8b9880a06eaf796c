import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { cacheFolder } from './makeOnce.ts';

/** The desktop VS Code that VSCODE_EXECUTABLE names, else a downloaded one. */
export async function desktopExecutable(): Promise<string> {
  return process.env['VSCODE_EXECUTABLE'] ?? (await downloadAndUnzipVSCode({ cachePath: cacheFolder }));
}

/** Where there is no display, runs this whole program again under a virtual one, and ends with it. */
export function ensureDisplay(): void {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY) return;
  const again = [process.execPath, ...process.argv.slice(1)];
  const { status, error } = spawnSync('xvfb-run', ['-a', ...again], { stdio: 'inherit' });
  if (error) throw new Error('A desktop VS Code needs a display: install xvfb, or leave --desktop out.');
  process.exit(status ?? 1);
}
