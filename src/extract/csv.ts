import { DecodedText } from './decodedText.ts';
import type { FoundUrl } from './foundUrl.ts';
import type { PlainRules } from './plain.ts';
import { readValue } from './value.ts';

const rules: PlainRules = { backslash: 'stays' };
const quote = 0x22;
const lineFeed = 0x0a;
const separators = ['\t', ';', '|'];

/** Reads the URLs in the cells of CSV (RFC 4180); where no separator is given, it is the comma, tab, semicolon or `|`, as the first lines show. */
export function readCsv(csv: string, found: FoundUrl, separator?: string): void {
  new CsvReader(csv, found, separator ?? separatorOf(csv.slice(0, 20_000))).read();
}

class CsvReader {
  private readonly csv: string;
  private readonly found: FoundUrl;
  private readonly separator: number;
  private colon = -1;
  /** Whether a quoted cell may still end: where one does not, none after it does either. */
  private quotesEnd = true;

  constructor(csv: string, found: FoundUrl, separator: string) {
    this.csv = csv;
    this.found = found;
    this.separator = separator.charCodeAt(0);
  }

  read(): void {
    const { csv } = this;
    for (let at = 0; this.hasUrl(at, csv.length);) {
      const open = this.skipBlanks(at);
      at = (csv.charCodeAt(open) === quote && this.quotedCell(open)) || this.bareCell(at);
    }
  }

  /** Reads a quoted cell; returns where the next one begins, or 0 where no quotation mark ends it. */
  private quotedCell(open: number): number {
    const { csv } = this;
    const doubled: number[] = [];
    let close = this.quotesEnd ? csv.indexOf('"', open + 1) : -1;
    while (close >= 0) {
      if (csv.charCodeAt(close + 1) === quote) doubled.push(close++);
      else {
        const next = this.skipBlanks(close + 1);
        if (this.endsCell(next)) {
          this.readCell(open + 1, close, doubled);
          return next + 1;
        }
      }
      close = csv.indexOf('"', close + 1);
    }
    this.quotesEnd = false;
    return 0;
  }

  private bareCell(from: number): number {
    let end = from;
    while (!this.endsCell(end)) end++;
    this.readCell(from, end, []);
    return end + 1;
  }

  private readCell(from: number, to: number, doubled: readonly number[]): void {
    if (!this.hasUrl(from, to)) return;
    const decoded = new DecodedText(this.csv, from);
    for (const at of doubled) decoded.appendEscape('"', at, at + 2);
    readValue(decoded.endAt(to), rules, this.found);
  }

  private hasUrl(from: number, to: number): boolean {
    if (this.colon < from) {
      const next = this.csv.indexOf('://', from);
      this.colon = next < 0 ? Number.POSITIVE_INFINITY : next;
    }
    return this.colon < to;
  }

  private endsCell(at: number): boolean {
    const code = this.csv.charCodeAt(at);
    return code === this.separator || code === lineFeed || Number.isNaN(code);
  }

  private skipBlanks(at: number): number {
    let next = at;
    for (;;) {
      const code = this.csv.charCodeAt(next);
      if (code === this.separator || (code !== 0x20 && code !== 0x09 && code !== 0x0d)) return next;
      next++;
    }
  }
}

/** What speaks for a separator, the weightier first: lines that have it, lines that have it equally often, and how often these have it. */
type Signs = readonly [present: number, alike: number, count: number];

/** The separator for which the first lines speak, among which may be titles and totals without any; the comma in doubt. */
function separatorOf(head: string): string {
  const lines = head
    .replace(/"[^"]*"/g, '')
    .split('\n', 11)
    .filter((line) => line.trim() !== '')
    .slice(0, 10);
  let best = ',';
  let most = signsOf(best, lines);
  for (const separator of separators) {
    const signs = signsOf(separator, lines);
    // One line of several may hold anything.
    if (signs[0] < Math.min(2, lines.length) || !speakMore(signs, most)) continue;
    best = separator;
    most = signs;
  }
  return best;
}

function signsOf(separator: string, lines: readonly string[]): Signs {
  const alike = new Map<number, number>();
  let present = 0;
  for (const line of lines) {
    const count = line.split(separator).length - 1;
    if (count === 0) continue;
    present++;
    alike.set(count, (alike.get(count) ?? 0) + 1);
  }
  const [count, times] = [...alike].reduce((one, other) => (other[1] > one[1] ? other : one), [0, 0]);
  return [present, times, count];
}

function speakMore(one: Signs, other: Signs): boolean {
  const differing = one.findIndex((sign, nth) => sign !== other[nth]);
  return differing >= 0 && (one[differing] ?? 0) > (other[differing] ?? 0);
}
