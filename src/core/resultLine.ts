import { failureKinds } from './failureKinds.ts';
import { formatBytes } from './formatBytes.ts';
import { formatCount } from './formatCount.ts';
import { formatDuration } from './formatDuration.ts';
import { maskUrl } from './maskSecrets.ts';
import type { ResolvedOptions } from './options.ts';
import type { FieldColumn } from './runFields.ts';
import { plainText } from './plainText.ts';
import type { ResultsTable } from './resultsTable.ts';
import { done, speedUp, type Summary } from './summary.ts';
import type { Translate } from './translate.ts';

/** Characters of a URL that a line shows: a longer one, such as a `data:` URL, would fill the screen. */
const longestUrl = 500;

/** The line with which a run begins in the output channel. */
export function startLine(
  title: string,
  requests: number,
  options: ResolvedOptions,
  translate: Translate,
): string {
  if (requests === 1) return heading(translate('{0}: fetching 1 URL', plainText(title)));
  return heading(
    translate(
      '{0}: fetching {1} URLs, {2} at once, {3} per host',
      plainText(title),
      formatCount(requests),
      options.concurrency,
      options.concurrencyPerHost,
    ),
  );
}

/** The line of a request's fields, below those of a run that has ended; `undefined` where it has no value. */
export function fieldsLine(url: string, columns: readonly FieldColumn[], index: number): string | undefined {
  const values = columns
    .map((column) => [column.name, plainText(column.get(index).replaceAll(/\s+/g, ' '), 200)] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => (columns.length === 1 ? value : `${plainText(name)}: ${value}`));
  return values.length === 0 ? undefined : `${shownUrl(url)} -> ${values.join(', ')}`;
}

/** The line of a request that has ended: sign, status or kind of failure, time, size, characters, URL, why it failed. */
export function resultLine(table: ResultsTable, index: number, translate: Translate): string {
  const state = table.state(index);
  const time = table.number('attempts', index) > 0 ? formatDuration(table.number('total', index)) : '';
  const url = shownUrl(table.requests.url(index));
  const target =
    table.number('hops', index) > 0
      ? `${url} → ${shownUrl(table.text('url', index) || table.requests.url(index))}`
      : url;

  switch (state) {
    case 'ok':
    case 'httpError': {
      const sign = state === 'ok' ? '✓' : '!';
      const size = formatBytes(table.number('bodyBytes', index));
      // One more than the characters; 0: not text.
      const characters = table.number('characters', index);
      const length = characters === 0 ? '' : translate('{0} chars', formatCount(characters - 1));
      const verdict = table.has('blocked', index) ? ` — ${blockedText(translate)}` : '';
      return line(sign, String(table.number('status', index)), time, size, length, target + verdict);
    }
    case 'failed': {
      const kind = failureKinds[table.number('failureKind', index) - 1] ?? 'internal';
      return line('✗', kind, time, '', '', `${target} — ${plainText(table.text('message', index))}`);
    }
    case 'cancelled':
      return line('-', 'cancelled', time, '', '', target);
    case 'queued':
    case 'running':
    case 'waiting':
      throw new RangeError(`request ${index} has not ended`);
    default:
      return state satisfies never;
  }
}

function blockedText(translate: Translate): string {
  return translate('blocked: an answer to robots, not to people. Open it in a browser to be sure.');
}

/** The line with which a run ends in the output channel. */
export function summaryLine(title: string, summary: Summary, translate: Translate): string {
  const parts = [
    `${plainText(title)}: ${doneText(summary, translate)}`,
    translate('sum of times {0}', formatDuration(summary.sumOfTimes)),
  ];
  const factor = speedUp(summary) ?? 0;
  if (factor >= 1.05) parts.push(translate('{0}× faster than one by one', factor.toFixed(1)));
  return heading(parts.join(' · '));
}

/** How far a run came in what time, and how its requests ended: `5,209 of 60,000 done in 2.6 s: 5,209 ok, 54,791 cancelled`. */
export function doneText(summary: Summary, translate: Translate): string {
  return translate(
    '{0} done in {1}: {2}',
    doneCount(summary, translate),
    formatDuration(summary.wallTime),
    countsText(summary, translate),
  );
}

/** `14` where all are done, else `37 of 100`. */
export function doneCount(summary: Summary, translate: Translate): string {
  return done(summary) === summary.count
    ? formatCount(summary.count)
    : doneOf(done(summary), summary.count, translate);
}

/** `37 of 100`. */
export function doneOf(finished: number, all: number, translate: Translate): string {
  return translate('{0} of {1}', formatCount(finished), formatCount(all));
}

/** How many ended how, those that there are: `11 ok, 2 not accepted, 1 failed`. */
export function countsText(summary: Summary, translate: Translate): string {
  const parts = [translate('{0} ok', formatCount(summary.ok))];
  if (summary.httpError > 0) parts.push(translate('{0} not accepted', formatCount(summary.httpError)));
  if (summary.failed > 0) parts.push(translate('{0} failed', formatCount(summary.failed)));
  if (summary.cancelled > 0) parts.push(translate('{0} cancelled', formatCount(summary.cancelled)));
  return parts.join(', ');
}

function shownUrl(url: string): string {
  const text = plainText(maskUrl(url));
  if (text.length <= longestUrl) return text;
  // Half of a surrogate pair would show as a replacement character.
  return `${text.slice(0, longestUrl - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function heading(text: string): string {
  return `=== ${text} ===`;
}

/** A long word takes its room from the time beside it, so that the URLs stay aligned. */
function line(sign: string, word: string, time: string, size: string, length: string, rest: string): string {
  const head = `${word.padEnd(4)} ${time.padStart(Math.max(0, 14 - Math.max(4, word.length)))}`.trimEnd();
  return `${sign} ${head.padEnd(15)} ${size.padStart(9)} ${length.padStart(16)}  ${rest}`;
}
