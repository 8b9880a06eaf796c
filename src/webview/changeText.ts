import { change, type ChangeKind, changeKinds, isOfKind } from '../core/change.ts';
import { formatDuration } from '../core/formatDuration.ts';
import type { PanelRow } from '../core/panelProtocol.ts';
import { statusText } from './rowText.ts';
import { fill, type Strings } from './strings.ts';

/** The name of a kind of change. */
export function kindText(kind: ChangeKind, strings: Strings): string {
  return strings[`${kind}Change`];
}

/** What has changed for a row, in short: `200 → 404, 3.1× slower`. */
export function changeText(bits: number, row: PanelRow, strings: Strings): string {
  const { before } = row;
  const kinds = changeKinds.filter((kind) => isOfKind(bits, kind));
  if (before === undefined) return kinds.map((kind) => kindText(kind, strings)).join(', ');
  const words: string[] = [];
  if (bits & (change.status | change.outcome)) {
    const [then, now] = [statusText(before, strings), statusText(row, strings)];
    words.push(then === now ? strings.outcomeChange : `${then} → ${now}`);
  }
  for (const kind of kinds) {
    if (kind === 'slower' || kind === 'faster') words.push(paceText(kind, before, row, strings));
    else if (kind !== 'status' && kind !== 'outcome') words.push(kindText(kind, strings));
  }
  return words.join(', ');
}

/** What is behind the short text: the times, and what could not be compared. */
export function changeTitle(bits: number, row: PanelRow, strings: Strings): string {
  const lines = [changeText(bits, row, strings)];
  const { before } = row;
  if (before !== undefined && bits & (change.slower | change.faster)) {
    lines.push(
      `${formatDuration(before.answerTime ?? 0)} → ${formatDuration(row.answerTime ?? 0)}. ${strings.paceRule}`,
    );
  }
  if (bits & change.bodyUnknown) lines.push(strings.bodyUnknown);
  return lines.join('\n');
}

function paceText(kind: 'slower' | 'faster', before: PanelRow, row: PanelRow, strings: Strings): string {
  const [then, now] = [before.answerTime ?? 0, row.answerTime ?? 0];
  const factor = kind === 'slower' ? now / then : then / now;
  if (!Number.isFinite(factor)) return kindText(kind, strings);
  return fill('{0}× {1}', factor < 9.95 ? factor.toFixed(1) : Math.round(factor), kindText(kind, strings));
}
