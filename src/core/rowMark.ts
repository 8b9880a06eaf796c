import { failureKinds } from './failureKinds.ts';
import { formatDuration } from './formatDuration.ts';
import { maskUrl } from './maskSecrets.ts';
import type { PanelRun } from './panelRow.ts';
import { plainText } from './plainText.ts';
import type { ResultsTable } from './resultsTable.ts';
import type { Translate } from './translate.ts';

/** Characters of the URL to which another has moved. */
const longestUrl = 80;

/** How a result is to be looked at. `quiet`: nothing has come of it, or nothing that says much. */
export type MarkTone = 'ok' | 'moved' | 'notAccepted' | 'failed' | 'quiet';

/** What stands behind a URL in its document. */
export interface RowMark {
  tone: MarkTone;
  /** One line, without anything that could reorder or hide text. */
  text: string;
}

/** How a row's result is shown in one glance: `✓ 200 · 82 ms`, `! 404 · 40 ms`, `✗ dns · 3 ms`, `✓ 200 · 82 ms → moved: https://…`. */
export function rowMark({ table, state: runState }: PanelRun, row: number, translate: Translate): RowMark {
  const state = table.state(row);
  switch (state) {
    case 'ok': {
      const text = timed(`✓ ${table.number('status', row)}`, table, row);
      if (!table.has('moved', row)) return { tone: 'ok', text };
      return { tone: 'moved', text: `${text} → ${translate('moved: {0}', finalUrl(table, row))}` };
    }
    case 'httpError': {
      const status = `! ${table.number('status', row)}`;
      return table.has('blocked', row)
        ? { tone: 'quiet', text: timed(`${status} ${translate('blocked')}`, table, row) }
        : { tone: 'notAccepted', text: timed(status, table, row) };
    }
    case 'failed': {
      const kind = failureKinds[table.number('failureKind', row) - 1] ?? 'internal';
      return { tone: 'failed', text: timed(`✗ ${kind}`, table, row) };
    }
    case 'cancelled':
      return { tone: 'quiet', text: `- ${translate('cancelled')}` };
    case 'waiting':
      return { tone: 'quiet', text: `… ${translate('waiting')}` };
    case 'queued':
    case 'running':
      if (runState === 'incomplete') return { tone: 'quiet', text: `- ${translate('not stored')}` };
      return { tone: 'quiet', text: runState === 'interrupted' ? `- ${translate('not fetched')}` : '…' };
    default:
      return state satisfies never;
  }
}

/** Whether a row is one that a person has to look at: it failed, or has a status that is not accepted, and robots alone are not why. */
export function isProblem(table: ResultsTable, row: number): boolean {
  const state = table.state(row);
  return state === 'failed' || (state === 'httpError' && !table.has('blocked', row));
}

function timed(text: string, table: ResultsTable, row: number): string {
  return table.number('attempts', row) > 0 ? `${text} · ${formatDuration(table.number('total', row))}` : text;
}

/** Where redirects led to, without the host where that is the same. */
function finalUrl(table: ResultsTable, row: number): string {
  const url = table.text('url', row) || table.requests.url(row);
  const { origin } = URL.parse(table.requests.url(row)) ?? {};
  const shown =
    origin !== undefined && url.startsWith(`${origin}/`) ? maskUrl(url).slice(origin.length) : maskUrl(url);
  return plainText(shown, longestUrl);
}
