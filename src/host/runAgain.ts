import * as vscode from 'vscode';
import type { GatherOptions } from '../api.ts';
import { documentOptions } from '../core/documentOptions.ts';
import type { Exclusions } from '../core/exclusions.ts';
import { differingOptions } from '../core/differingOptions.ts';
import { keepRequests } from '../core/keepRequests.ts';
import { unmaskOptions } from '../core/maskRequest.ts';
import type { ResolvedOptions } from '../core/options.ts';
import type { RequestList } from '../core/requestList.ts';
import type { RowRange } from '../core/rowRange.ts';
import { stateCode } from '../core/rowState.ts';
import { rowsOfRanges } from './chosenRows.ts';
import { commandIds } from './commandIds.ts';
import { usableExclusions } from './exclusionSettings.ts';
import type { FetchDocumentParts } from './fetchDocument.ts';
import { leftOutText } from './leftOut.ts';
import { noticeOptions } from './optionsNotice.ts';
import { noticeErrors } from './problemNotice.ts';
import { readResources } from './readResources.ts';
import { readSource } from './readSource.ts';
import type { Run } from './run.ts';
import { clearRun } from './runClearance.ts';
import { type RunSource, scopeOf, sourceName } from './runSource.ts';
import type { RunSpec } from './runSpec.ts';
import { whileShown } from './whileShown.ts';

/** Which requests of a run: all, those without a usable or accepted answer, or those of these rows. */
export type PartOfRun = 'all' | 'failed' | readonly RowRange[];

/** Requests, and what their documents say of the run as a whole. */
type Requests = Pick<RunSpec, 'requests' | 'source' | 'leftOut' | 'fields'> & {
  ofDocuments: readonly GatherOptions[];
};

/**
 * Starts a run of a run's requests, or a part of them, with the same options; secrets that were not stored
 * are taken from the settings. Its documents are read again, and the folders that were chosen: what stands
 * there now is fetched, and where it stands now. `undefined` where a message says why there is no run.
 */
export async function runAgain(
  parts: FetchDocumentParts,
  run: Run,
  part: PartOfRun,
): Promise<Run | undefined> {
  const rows = rowsOf(run, part);
  if (rows.length === 0) {
    if (part === 'failed' && run.state === 'interrupted') return offerResume(run);
    return say(nothingMessage(run, part));
  }
  const wanted = await requestsNow(parts, run, rows, part === 'all' && !run.part);
  if (!wanted) return undefined;
  const { ofDocuments, ...requests } = wanted;
  const start = async (options: ResolvedOptions) => {
    const spec: RunSpec = {
      ...requests,
      // What a person asked for in the panel stays; what the document says of it now goes first.
      fields: [...(requests.fields ?? []), ...run.fields.definitions],
      title: titleOf(run, part),
      part: run.part || part !== 'all',
      options,
      byCommand: true,
    };
    const values = await clearRun(parts.secrets, spec);
    return values && parts.runs.start(spec, () => Promise.resolve(values));
  };
  const now = documentOptions(parts.settings.options(scopeOf(requests.source)), ofDocuments);
  const options = documentOptions(unmaskOptions(run.options, now), ofDocuments);
  const again = await start(options);
  if (!again) return undefined;
  // What another extension asked for was never a matter of the settings.
  const changed = run.byCommand ? differingOptions(options, now) : [];
  if (changed.length > 0) void noticeOptions(again, changed, () => void start(now));
  return again;
}

/** Of an interrupted run nothing may have failed, and yet not all was fetched. */
function offerResume({ id, title, table }: Run): undefined {
  const left = table.length - table.ended;
  const resume = vscode.l10n.t('Resume');
  const message =
    left === 1
      ? vscode.l10n.t(
          'Nothing of {0} has failed, but 1 request was never fetched: the run was interrupted.',
          title,
        )
      : vscode.l10n.t(
          'Nothing of {0} has failed, but {1} requests were never fetched: the run was interrupted.',
          title,
          left,
        );
  void vscode.window.showInformationMessage(message, resume).then((choice) => {
    if (choice === resume) void vscode.commands.executeCommand(commandIds.resumeRun, id);
  });
  return undefined;
}

function nothingMessage({ title }: Run, part: PartOfRun): string {
  if (part === 'failed') {
    return vscode.l10n.t('Nothing of {0} has failed. Use "Run Again" to fetch all of it.', title);
  }
  return part.length > 0
    ? vscode.l10n.t(
        'What is selected is only in the earlier run, and gone from {0}. Show the earlier run to fetch it again.',
        title,
      )
    : vscode.l10n.t('No row is selected. Select rows in the panel "Gather Results" first.');
}

function rowsOf({ table }: Run, part: PartOfRun): number[] {
  if (part === 'all') return Array.from({ length: table.length }, (_, row) => row);
  if (part !== 'failed') return [...rowsOfRanges({ table }, part).rows];
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++) {
    const state = table.number('state', row);
    if (state === stateCode.failed || state === stateCode.httpError) rows.push(row);
  }
  return rows;
}

/** The requests of these rows as their documents have them now, or as the run had them where these cannot be read. */
async function requestsNow(
  parts: FetchDocumentParts,
  { requests, source }: Run,
  rows: readonly number[],
  whole: boolean,
): Promise<Requests | undefined> {
  if (!source) return { requests: requests.only(rows), ofDocuments: [] };
  const exclusions = usableExclusions(source.resources ?? source.documents);
  const found = exclusions && (await documentsNow(parts, source, exclusions));
  if (!found) return undefined;
  const name = sourceName(source);
  if (found === 'gone') {
    const before = requests.only(rows);
    say(goneMessage(name, before));
    return { requests: before, source: { ...source, places: source.places.only(rows) }, ofDocuments: [] };
  }

  const { excluded, ...now } = found;
  if (now.requests.length === 0) {
    return say(
      leftOutText(excluded) ??
        vscode.l10n.t('{0} holds no URL. Gather fetches what begins with http:// or https://.', name),
    );
  }
  if (whole) return now;
  const kept = keepRequests(now.requests, requests, rows);
  if (kept.length === 0) {
    return say(vscode.l10n.t('None of these URLs is in {0} any more. Use "Fetch All URLs in File".', name));
  }
  const missing = rows.length - kept.length;
  if (missing > 0)
    say(vscode.l10n.t('{0} of {1} URLs are no longer in {2}, and are left out.', missing, rows.length, name));
  return {
    ...now,
    requests: now.requests.only(kept),
    source: { ...now.source, places: now.source.places.only(kept) },
  };
}

function goneMessage(name: string, { length, masked }: RequestList): string {
  return masked.length > 0
    ? vscode.l10n.t(
        '{0} cannot be read any more: what the earlier run fetched is fetched again, but for {1} of {2}, whose secrets were not stored.',
        name,
        masked.length,
        length,
      )
    : vscode.l10n.t('{0} cannot be read any more: what the earlier run fetched is fetched again.', name);
}

/** What the documents of a run hold now, or the folders that were chosen; `undefined` where a person does not want that, or a message says what is wrong in it. */
async function documentsNow(
  parts: FetchDocumentParts,
  { documents, resources }: RunSource,
  exclusions: Exclusions,
): Promise<(Requests & { source: RunSource; excluded: number }) | 'gone' | undefined> {
  const [uri] = documents;
  const name = sourceName({ documents, ...(resources && { resources }) });
  if (resources) {
    const reading = await readResources(parts, resources, name, exclusions);
    if (!reading) return undefined;
    const { requests, source, options, fields, excluded, leftOut } = reading;
    const isGone = requests.length === 0 && leftOut.unreadable.length > 0;
    const text = leftOutText(excluded, leftOut);
    return isGone
      ? 'gone'
      : {
          requests,
          source,
          fields,
          ofDocuments: options,
          excluded,
          ...(text !== undefined && { leftOut: text }),
        };
  }
  if (!uri) return 'gone';
  const reading = await whileShown(
    vscode.l10n.t('Gather: reading {0}…', name),
    readSource(parts.textWorker, uri, exclusions),
  );
  if (reading?.type === 'cancelled') return undefined;
  if (reading?.type !== 'read') return 'gone';
  if (noticeErrors(reading.problems, uri)) return undefined;
  const { requests, places, options, fields, excluded, readAs } = reading;
  const text = leftOutText(excluded);
  return {
    requests,
    source: { documents, places, readAs: [readAs] },
    fields,
    ofDocuments: [options],
    excluded,
    ...(text !== undefined && { leftOut: text }),
  };
}

function titleOf({ title, source, part: isPart }: Run, part: PartOfRun): string {
  if (part === 'all' || (isPart && !source)) return title;
  const name = source ? sourceName(source) : title;
  return part === 'failed' ? vscode.l10n.t('{0} (failed)', name) : vscode.l10n.t('{0} (selection)', name);
}

function say(message: string): undefined {
  void vscode.window.showInformationMessage(message);
  return undefined;
}
