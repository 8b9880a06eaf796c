import * as vscode from 'vscode';
import type { FetchResult, Phase } from '../api.ts';
import { notAcceptedAnchor } from '../core/failureKinds.ts';
import { formatBytes } from '../core/formatBytes.ts';
import { formatDuration } from '../core/formatDuration.ts';
import { maskUrl } from '../core/maskSecrets.ts';
import { isChecked } from '../core/panelRow.ts';
import { isProblem } from '../core/rowMark.ts';
import { timingBars } from '../core/timingBars.ts';
import { commandIds } from './commandIds.ts';
import { escapeMarkdown } from './escapeMarkdown.ts';
import { argumentsOf } from './explainFailure.ts';
import type { Run } from './run.ts';
import type { TrackedPlace, TrackedPlaces } from './trackedPlaces.ts';

/** Characters of a text from elsewhere. */
const longestText = 500;
const barWidth = 24;

/** The commands to which a hover leads. */
const linked = [
  commandIds.openBody,
  commandIds.revealRow,
  commandIds.runSelectedAgain,
  commandIds.explainFailure,
] as const;

/** Shows what a URL has answered while the pointer rests on it. */
export function showHovers(places: Pick<TrackedPlaces, 'at'>): vscode.Disposable {
  return vscode.languages.registerHoverProvider('*', {
    provideHover(document, position) {
      const place = places.at(document, document.offsetAt(position));
      if (!place) return undefined;
      const range = new vscode.Range(document.positionAt(place.start), document.positionAt(place.end));
      return new vscode.Hover(hoverText(place), range);
    },
  });
}

/** What a hover says of a row, in Markdown in which nothing from elsewhere is more than text. */
export function hoverText({ run, row }: Pick<TrackedPlace, 'run' | 'row'>): vscode.MarkdownString {
  const result = run.table.result(row);
  const parts = [headline(run, row, result)];
  if (result) parts.push(...answerParts(result), ...timingParts(result));
  parts.push(links(run, row, result));
  const markdown = new vscode.MarkdownString(parts.join('\n\n'), true);
  markdown.isTrusted = { enabledCommands: linked };
  return markdown;
}

const icons: Record<FetchResult['outcome'], string> = {
  ok: 'check',
  httpError: 'warning',
  failed: 'error',
  cancelled: 'circle-slash',
};

/** `✓ 200 · 82 ms · 1.2 kB · text/html`, or how far it is. */
function headline(run: Run, row: number, result: FetchResult | undefined): string {
  if (!result) return standing(run, row);
  const { outcome, status, failure, verdict, attempts, timings, bodyBytes, truncated, contentType } = result;
  const word = failure?.kind ?? (outcome === 'cancelled' ? vscode.l10n.t('cancelled') : status);
  const parts = [`$(${icons[outcome]}) **${word}**`];
  if (verdict === 'blocked') parts.push(vscode.l10n.t('blocked'));
  if (attempts > 0) parts.push(formatDuration(timings.total));
  if (status !== undefined && !isChecked(run, row)) {
    parts.push(`${truncated ? '> ' : ''}${formatBytes(bodyBytes)}`);
  }
  const [type = ''] = (contentType ?? '').split(';', 1);
  if (type !== '') parts.push(escapeMarkdown(type.trim().toLowerCase()));
  return parts.join(' · ');
}

function standing(run: Run, row: number): string {
  if (run.state === 'incomplete') return `$(dash) ${vscode.l10n.t('not stored')}`;
  if (run.state === 'interrupted') return `$(dash) ${vscode.l10n.t('not fetched')}`;
  const state = run.table.state(row);
  if (state === 'waiting') return `$(watch) ${vscode.l10n.t('waiting')}`;
  return state === 'running'
    ? `$(loading~spin) ${vscode.l10n.t('running')}`
    : `$(circle-outline) ${vscode.l10n.t('queued')}`;
}

/** The page's title, where redirects led, and why it failed. */
function answerParts({ title, hops, moved, url, failure, verdict }: FetchResult): string[] {
  const parts: string[] = [];
  if (title) parts.push(`_${escapeMarkdown(title, longestText)}_`);
  if (hops > 0) {
    const final = escapeMarkdown(maskUrl(url), longestText);
    parts.push(
      moved
        ? vscode.l10n.t('Moved for good to {0}', final)
        : vscode.l10n.t('Redirected {0}× to {1}', hops, final),
    );
  }
  if (failure) parts.push(escapeMarkdown(failure.message, longestText));
  if (verdict === 'blocked') {
    parts.push(
      vscode.l10n.t('blocked: an answer to robots, not to people. Open it in a browser to be sure.'),
    );
  }
  return parts;
}

/** Where the time went, as bars; and what came before. */
function timingParts({ timings, attempts, hops }: FetchResult): string[] {
  const bars = timingBars(timings, barWidth);
  if (bars.length === 0) return [];
  const names = phaseNames();
  const width = Math.max(...bars.map(({ phase }) => names[phase].length));
  const lines = bars.map(
    ({ phase, time, bar }) => `${names[phase].padEnd(width)}  ${bar}  ${formatDuration(time).padStart(8)}`,
  );
  const parts = ['```text\n' + lines.join('\n') + '\n```'];
  const notes = [];
  if (hops > 0) notes.push(vscode.l10n.t('the bars show the last hop'));
  if (attempts > 1) notes.push(vscode.l10n.t('{0} attempts', attempts));
  if (timings.waited > 0) notes.push(vscode.l10n.t('{0} between them', formatDuration(timings.waited)));
  if (notes.length > 0) parts.push(notes.join(' · '));
  return parts;
}

function phaseNames(): Record<Phase, string> {
  return {
    dns: vscode.l10n.t('look-up'),
    connect: vscode.l10n.t('connection'),
    tls: vscode.l10n.t('handshake'),
    firstByte: vscode.l10n.t('first byte'),
    download: vscode.l10n.t('download'),
  };
}

function links(run: Run, row: number, result: FetchResult | undefined): string {
  const link = (title: string, command: (typeof linked)[number], ...values: (string | number)[]) =>
    `[${title}](command:${command}?${argumentsOf(...values)})`;
  const all: string[] = [];
  const hasBody = result && result.bodyBytes > 0 && !isChecked(run, row) && !run.table.lacksRecord(row);
  if (hasBody) all.push(link(vscode.l10n.t('Open Body'), commandIds.openBody, run.id, row));
  all.push(link(vscode.l10n.t('Show in Panel'), commandIds.revealRow, run.id, row));
  if (result) all.push(link(vscode.l10n.t('Fetch Again'), commandIds.runSelectedAgain, run.id, row));
  if (result && isProblem(run.table, row)) {
    const anchor = result.failure?.kind ?? notAcceptedAnchor;
    all.push(link(vscode.l10n.t('What It Means'), commandIds.explainFailure, anchor));
  }
  return all.join(' · ');
}
