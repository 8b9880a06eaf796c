import * as vscode from 'vscode';
import { sayOfSetting } from './exclusionSettings.ts';
import type { FilePatterns } from './findFiles.ts';
import { PathPatterns } from './pathPatterns.ts';

/** Which files of folders a person's settings want; `undefined` where a message says what is wrong with them. */
export function filePatterns(scope: vscode.Uri | undefined): FilePatterns | undefined {
  const configuration = vscode.workspace.getConfiguration('gather', scope ?? null);
  const include = read(configuration, 'include');
  const exclude = include && read(configuration, 'exclude');
  return exclude && { include, exclude };
}

function read(configuration: vscode.WorkspaceConfiguration, name: string): PathPatterns | undefined {
  const value = configuration.get<unknown>(name);
  const patterns = PathPatterns.read(Array.isArray(value) ? value : [value]);
  if (patterns instanceof PathPatterns) return patterns;
  const setting = `gather.${name}`;
  const message = vscode.l10n.t(
    'Nothing was fetched: {0} in {1} is not a pattern of files. Write it like docs/**/*.md.',
    patterns.unusable,
    setting,
  );
  sayOfSetting(message, setting);
  return undefined;
}
