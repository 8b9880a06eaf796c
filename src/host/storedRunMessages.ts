import * as vscode from 'vscode';
import { isLockedHere } from './runLock.ts';

/** What a person reads in place of a run whose folder is gone. */
export function goneMessage(): string {
  return vscode.l10n.t('This run is no longer stored.');
}

/** What a person reads who would have a run go on that does. */
export function underWayMessage(): string {
  return vscode.l10n.t('This run is still under way.');
}

/** Why nobody else can have a run whose folder is locked: in this window it may be about to go on. */
export async function lockedMessage(folder: string): Promise<string> {
  if (await isLockedHere(folder)) return underWayMessage();
  return vscode.l10n.t('This run is under way in another window. Look at it there.');
}

/** What a person reads of a run of which not all was stored. */
export function unknownMessage(title: string, unknown: number): string {
  return vscode.l10n.t(
    '{0} of the URLs of {1} had not been stored when the run was cut short. Run again to fetch these too.',
    unknown,
    title,
  );
}

/** What a person reads in place of a run that is there, and cannot be read. */
export function unreadableMessage(why: string): string {
  return vscode.l10n.t('The stored run could not be read: {0}', why);
}
