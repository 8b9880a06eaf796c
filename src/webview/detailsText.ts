import { formatBytes } from '../core/formatBytes.ts';
import { formatCount } from '../core/formatCount.ts';
import { formatDuration } from '../core/formatDuration.ts';
import type { PanelDetails } from '../core/panelDetails.ts';
import { statusText } from './rowText.ts';
import { fill, type Strings } from './strings.ts';
import { visibleText } from './visibleText.ts';

/** `200 OK · 38 ms · 2 attempts`. */
export function statusLine({ row, stored }: PanelDetails, strings: Strings): string {
  const parts = [
    [statusText(row, strings), visibleText(stored?.statusText ?? '')].filter((part) => part !== '').join(' '),
    row.total === undefined ? '' : formatDuration(row.total),
    row.attempts === undefined ? '' : fill(strings.attempts, row.attempts),
    row.noBody === undefined ? '' : strings[`${row.noBody}Body`],
    row.state === 'waiting' ? strings.waitingReason : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** `text/html; charset=utf-8`: what the answer says, and the charset that it was read by where it says none. */
export function typeOf({ row, charset }: PanelDetails): string {
  const type = visibleText(row.contentType ?? '');
  if (charset === undefined || /charset/i.test(type)) return type;
  return [type, visibleText(charset)].filter((part) => part !== '').join(', ');
}

/** `12.3 kB, 12,300 characters, 3.1 kB over the wire`. */
export function sizesText({ row, characters, wireBytes }: PanelDetails, strings: Strings): string {
  if (row.bodyBytes === undefined) return '';
  const size = formatBytes(row.bodyBytes);
  const parts = [row.truncated ? fill(strings.truncated, size) : size];
  if (characters !== undefined) parts.push(fill(strings.characters, formatCount(characters)));
  if (wireBytes !== undefined && wireBytes !== row.bodyBytes) {
    parts.push(fill(strings.wireBytes, formatBytes(wireBytes)));
  }
  return parts.join(', ');
}

/** `HTTP/1.1`. */
export function protocolText({ stored }: PanelDetails): string {
  return stored?.httpVersion === undefined ? '' : `HTTP/${visibleText(stored.httpVersion)}`;
}

/** `urls.txt, line 12`. */
export function placeText({ place }: PanelDetails, strings: Strings): string {
  if (place === undefined) return '';
  const { document, line, more } = place;
  const name = visibleText(document);
  return more === 0
    ? fill(strings.placeText, name, formatCount(line))
    : fill(strings.placesText, name, formatCount(line), formatCount(more));
}
