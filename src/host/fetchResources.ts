import * as vscode from 'vscode';
import { documentOptions } from '../core/documentOptions.ts';
import { usableExclusions } from './exclusionSettings.ts';
import type { FetchDocumentParts } from './fetchDocument.ts';
import { leftOutText } from './leftOut.ts';
import { readResources } from './readResources.ts';
import type { Run } from './run.ts';
import { clearRun } from './runClearance.ts';
import { scopeOf, sourceName } from './runSource.ts';

/** What the Explorer's menu hands to a command: what was clicked on, and all that is selected. */
export function resourcesOf(clicked: unknown, selected: unknown): vscode.Uri[] {
  const all: unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  return all.filter((each) => each instanceof vscode.Uri);
}

/** Reads files and folders, and starts a run of all their requests; `undefined` where a message says why there is none, or it was cancelled. */
export async function fetchResources(
  parts: FetchDocumentParts,
  resources: readonly vscode.Uri[],
): Promise<Run | undefined> {
  if (resources.length === 0) {
    return say(
      vscode.l10n.t('Nothing is chosen. Choose files or folders in the Explorer, and use its context menu.'),
    );
  }
  const title = sourceName({ documents: [], resources });
  const exclusions = usableExclusions(resources);
  const reading = exclusions && (await readResources(parts, resources, title, exclusions));
  if (!reading) return undefined;

  const { requests, source } = reading;
  const leftOut = leftOutText(reading.excluded, reading.leftOut);
  if (requests.length === 0) {
    const none = vscode.l10n.t(
      'No URL to fetch is in {0}. Gather fetches what begins with http:// or https://.',
      title,
    );
    return say(leftOut === undefined ? none : `${none} ${leftOut}`);
  }
  const options = documentOptions(parts.settings.options(scopeOf(source)), reading.options);
  const values = await clearRun(parts.secrets, { requests, options, source });
  if (!values) return undefined;
  const { fields } = reading;
  const spec = { title, requests, source, options, fields, byCommand: true, ...(leftOut && { leftOut }) };
  return parts.runs.start(spec, () => Promise.resolve(values));
}

function say(message: string): undefined {
  void vscode.window.showInformationMessage(message);
  return undefined;
}
