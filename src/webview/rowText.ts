import type { PanelRow } from '../core/panelProtocol.ts';
import { formatBytes } from '../core/formatBytes.ts';
import { formatDuration } from '../core/formatDuration.ts';
import { mediaType } from '../core/mediaType.ts';
import { fill, type Strings } from './strings.ts';
import { visibleText } from './visibleText.ts';

/** The codicon of each state. */
export const stateIcons: Readonly<Record<PanelRow['state'], string>> = {
  queued: 'circle-outline',
  running: 'loading codicon-modifier-spin',
  waiting: 'watch',
  ok: 'check',
  httpError: 'warning',
  failed: 'error',
  cancelled: 'circle-slash',
  notFetched: 'dash',
  notStored: 'dash',
};

/** Whether there is a body to open. */
export function hasBody(row: PanelRow): boolean {
  return isAnswered(row) || (row.state === 'failed' && (row.bodyBytes ?? 0) > 0);
}

/** Whether there is a body that is stored and has something in it. */
export function hasStoredBody(row: PanelRow): boolean {
  return hasBody(row) && row.noBody === undefined && row.bodyBytes !== 0;
}

/** In a comparison: whether it has a body now and had one before. */
export function canCompare(row: PanelRow): boolean {
  return row.before !== undefined && hasStoredBody(row) && hasStoredBody(row.before);
}

function isAnswered(row: PanelRow): boolean {
  return row.state === 'ok' || row.state === 'httpError';
}

/** Whether there is anything left to cancel. */
export function canCancel(row: PanelRow): boolean {
  return row.state === 'queued' || row.state === 'running' || row.state === 'waiting';
}

/** `200`, `dns` or `queued`. */
export function statusText(row: PanelRow, strings: Strings): string {
  if (row.state === 'failed') return row.failure?.kind ?? strings.failed;
  if (row.blocked) return `${row.status ?? ''} ${strings.blocked}`.trim();
  if (isAnswered(row)) return String(row.status ?? strings[row.state]);
  return strings[row.state];
}

/** The failure with its code and what to try; empty for what has not failed. */
export function failureText(row: PanelRow): string {
  if (row.failure === undefined) return '';
  const { kind, code, message } = row.failure;
  return visibleText(`${code === undefined ? kind : `${kind} (${code})`}: ${message}`);
}

/** `GET`; a dash where the method is that of a check. */
export function methodText(row: PanelRow): string {
  return visibleText(row.method ?? '–');
}

/** Why a row has the status that it has, where that says not all. */
export function statusTitle(row: PanelRow, strings: Strings): string {
  return row.state === 'waiting' ? strings.waitingReason : failureText(row);
}

/** What there is to say of a row beside its URL: how it ended and why, where redirects led, what was tried, how long it took. */
export function detailText(row: PanelRow, strings: Strings): string {
  const answer = [statusText(row, strings), typeText(row)].filter((part) => part !== '').join(' ');
  const parts = [row.failure === undefined ? answer : failureText(row), redirectText(row, strings)];
  if (row.state === 'waiting') parts.push(strings.waitingReason);
  if (row.attempts !== undefined) parts.push(fill(strings.attempts, row.attempts));
  if (row.total !== undefined) parts.push(formatDuration(row.total));
  if (row.state === 'failed' && hasBody(row) && row.noBody === undefined)
    parts.push(fill(strings.partialBody, sizeText(row)));
  else if (row.bodyBytes !== undefined) parts.push(sizeText(row));
  if (row.noBody !== undefined) parts.push(strings[`${row.noBody}Body`]);
  if (row.before !== undefined) parts.push(fill(strings.before, detailText(row.before, strings)));
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** The beginning of the body, or why there is none. */
export function previewText(row: PanelRow): string {
  return visibleText(row.state === 'failed' ? (row.failure?.message ?? '') : row.preview);
}

/** The whole URL, and where redirects led. */
export function urlTitle(row: PanelRow, strings: Strings): string {
  const url = visibleText(row.url);
  const redirect = redirectText(row, strings);
  return redirect === undefined ? url : `${url}\n${redirect}`;
}

/** `Redirected 2× to https://…`; `undefined` where nothing was followed. */
export function redirectText(row: PanelRow, strings: Strings): string | undefined {
  return row.hops > 0 ? fill(strings.redirected, row.hops, visibleText(row.finalUrl ?? row.url)) : undefined;
}

/** `1.2 kB`; a body that was cut is larger than what was kept of it. */
export function sizeText(row: PanelRow): string {
  if (row.bodyBytes === undefined) return '';
  return row.truncated ? `> ${formatBytes(row.bodyBytes)}` : formatBytes(row.bodyBytes);
}

/** The media type without its parameters. */
export function typeText(row: PanelRow): string {
  return visibleText(mediaType(row.contentType ?? ''));
}
