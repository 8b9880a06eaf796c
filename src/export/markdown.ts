import type { FetchResult } from '../api.ts';
import { essenceOf } from '../core/mediaEndings.ts';
import { formatBytes } from '../core/formatBytes.ts';
import { formatDuration } from '../core/formatDuration.ts';
import { plainText } from '../core/plainText.ts';

/** The head of a table of results in GitHub Flavored Markdown; `fields` are the names of the run's. */
export function markdownHeader(fields: readonly string[] = []): string {
  const names = fields.map((name) => ` ${markdownText(name)} |`).join('');
  const rule = ' --- |'.repeat(fields.length);
  return `| # | Status | Time | Size | Type | URL | Note |${names}\n| ---: | --- | ---: | ---: | --- | --- | --- |${rule}\n`;
}

/** The line of a result: its title, or why it failed, and where redirects led, stand in the last column. */
export function markdownResult(result: FetchResult, fields: readonly string[] = []): string {
  const { index, outcome, status, failure, timings, bodyBytes, contentType, request, hops, title } = result;
  const hasAnswer = status !== undefined;
  const notes = [
    ...(hops > 0 ? [`→ ${markdownUrl(result.url)}`] : []),
    ...(result.verdict ? ['blocked'] : []),
    ...(result.truncated ? ['truncated'] : []),
    ...(title ? [markdownText(title)] : []),
    ...(failure ? [markdownText(failure.message)] : []),
  ];
  const cells = [
    String(index + 1),
    hasAnswer && outcome !== 'failed' ? String(status) : (failure?.kind ?? outcome),
    result.attempts > 0 ? formatDuration(timings.total) : '',
    hasAnswer ? formatBytes(bodyBytes) : '',
    markdownText(essenceOf(contentType)),
    markdownUrl(request.url),
    notes.join(' · '),
    ...fields.map(markdownText),
  ];
  return `| ${cells.join(' | ')} |\n`;
}

/** A link, where that is sure to lead nowhere else; else text. */
function markdownUrl(url: string): string {
  const parsed = /^https?:\/\//i.test(url) ? URL.parse(url) : null;
  if (!parsed) return markdownText(url);
  // A link ends at white space and angle brackets, a cell at a bar.
  const target = plainText(url).replaceAll(/[\s<>|`\\\ufffd]/g, (character) => encodeURIComponent(character));
  return `<${target}>`;
}

/** Text as itself: no markup, link, HTML, or end of the cell. */
function markdownText(text: string): string {
  return plainText(text.replaceAll(/\s+/g, ' '), 300)
    .trim()
    .replaceAll(/[\\`*_[\]<>|~&@$^#]|:(?=\/\/)|(?<=www)\./gi, String.raw`\$&`);
}
