import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folders that only one VS Code uses, and that go when it ends. */
export interface Profile extends AsyncDisposable {
  readonly userData: string;
  readonly extensions: string;
  /** A place for whatever else should go with the profile. */
  readonly folder: string;
}

/** A window with nothing in it that was not asked for. */
const quiet = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'git.enabled': false,
  'files.autoSave': 'off',
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'remote.autoForwardPorts': false,
  'window.dialogStyle': 'custom',
  'workbench.reduceMotion': 'on',
};

/** Makes a profile with quiet settings and those given, and with keys for commands, such as `{ 'ctrl+f9': 'gather.fetchFile' }`. */
export async function makeProfile(
  settings: Record<string, unknown> = {},
  keys: Record<string, string> = {},
): Promise<Profile> {
  const folder = await mkdtemp(join(tmpdir(), 'gather-'));
  const userData = join(folder, 'user');
  const extensions = join(folder, 'extensions');
  await mkdir(join(userData, 'User'), { recursive: true });
  await mkdir(extensions);
  await writeFile(join(userData, 'User/settings.json'), JSON.stringify({ ...quiet, ...settings }, null, 2));
  const bindings = Object.entries(keys).map(([key, command]) => ({ key, command }));
  await writeFile(join(userData, 'User/keybindings.json'), JSON.stringify(bindings, null, 2));
  return {
    userData,
    extensions,
    folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
