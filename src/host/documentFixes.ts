import * as vscode from 'vscode';
import type { Fix, FixPlan, MovedPlace } from '../core/fixProtocol.ts';
import { isDead } from '../core/isDead.ts';
import { movedUrl } from '../core/movedUrl.ts';
import { bodyScheme } from './bodyUri.ts';
import type { TextWorkerClient } from './textWorkerClient.ts';
import type { TrackedPlace, TrackedPlaces } from './trackedPlaces.ts';

/** What fixes of a document are made from. */
export interface FixParts {
  places: Pick<TrackedPlaces, 'in' | 'at'>;
  textWorker: Pick<TextWorkerClient, 'planFix'>;
}

/** Those of some places whose URLs have moved for good. */
export function movedPlaces(places: Iterable<TrackedPlace>): MovedPlace[] {
  const moved: MovedPlace[] = [];
  for (const { run, row, start, end } of places) {
    const to = movedUrl(run, row);
    if (to !== undefined) moved.push({ start, end, url: run.requests.url(row), to });
  }
  return moved;
}

/** Where the dead URLs among some places begin. */
export function deadStarts(places: Iterable<TrackedPlace>): number[] {
  const starts: number[] = [];
  for (const { run, row, start } of places) if (isDead(run.table, row)) starts.push(start);
  return starts;
}

/** What has to be replaced in a document for a fix; `changed`: that was found for a text which it no longer has. */
export async function planFor(
  { textWorker }: Pick<FixParts, 'textWorker'>,
  document: vscode.TextDocument,
  fix: Fix,
): Promise<FixPlan | 'changed'> {
  const { version, languageId, uri } = document;
  const plan = await textWorker.planFix({ text: document.getText(), languageId, uri: uri.toString() }, fix);
  return document.version === version ? plan : 'changed';
}

/** A plan as an edit; where there is a label, VS Code shows all of it with that before, ticked, and asks. */
export function editOf(
  document: vscode.TextDocument,
  plan: Exclude<FixPlan, string>,
  label?: string,
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of plan) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    edit.replace(
      document.uri,
      range,
      text,
      label === undefined ? undefined : { label, needsConfirmation: false },
    );
  }
  if (label !== undefined) {
    // VS Code shows a preview where any part is to be confirmed, and all such parts without a tick. This one is no part that
    // is shown: there is nothing to delete.
    const nothing = vscode.Uri.from({ scheme: bodyScheme, path: '/nothing' });
    edit.deleteFile(nothing, { ignoreIfNotExists: true }, { label, needsConfirmation: true });
  }
  return edit;
}
