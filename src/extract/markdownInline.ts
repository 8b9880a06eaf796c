import { isPunctuation } from './characters.ts';
import { decodeEntities } from './entities.ts';
import { readHtml } from './html.ts';
import { tagEnd } from './markdownTag.ts';
import { decodeMarkdown, labelKey, readDestination, readLabel, skipSpace, titleEnd } from './markdownText.ts';
import { PlainScanner } from './plain.ts';
import { isHttpUrl } from './verbatimUrl.ts';

/** A URL and the UTF-16 offsets of its text. */
export interface InlineUrl {
  url: string;
  start: number;
  end: number;
}

/** Reads the URLs of Markdown's inline text, in order; `labels` are those that have a definition. Linear in the text. */
export function readInline(text: string, from: number, labels: ReadonlySet<string>): InlineUrl[] {
  return new InlineReader(text, from, labels).read();
}

/** What ends a construct that begins with the key. */
const declarations = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
  ['<!', '>'],
] as const;

class InlineReader {
  private readonly text: string;
  private readonly from: number;
  private readonly labels: ReadonlySet<string>;
  private readonly found: InlineUrl[] = [];
  /** Ranges whose text holds no bare URLs, in order. */
  private readonly covered: { start: number; end: number }[] = [];
  private readonly openers: { at: number; image: boolean }[] = [];
  /** Openers of links below this index stand around a link, and a link holds no other. */
  private inactive = 0;
  private anchor = -1;
  private lastRuns: Map<number, number> | undefined;
  private missing: Set<string> | undefined;

  constructor(text: string, from: number, labels: ReadonlySet<string>) {
    this.text = text;
    this.from = from;
    this.labels = labels;
  }

  read(): InlineUrl[] {
    const { text } = this;
    let at = this.from;
    while (at < text.length) {
      switch (text.charCodeAt(at)) {
        case 0x5c: // backslash
          at += isPunctuation(text.charCodeAt(at + 1)) ? 2 : 1;
          break;
        case 0x60: // backtick
          at = this.codeSpan(at);
          break;
        case 0x3c: // <
          at = this.autolink(at) ?? this.declaration(at) ?? this.tag(at) ?? at + 1;
          break;
        case 0x21: // !
          if (text.charCodeAt(at + 1) === 0x5b) this.openers.push({ at: at++, image: true });
          at++;
          break;
        case 0x5b: // [
          this.openers.push({ at: at++, image: false });
          break;
        case 0x5d: // ]
          at = this.closeBracket(at);
          break;
        default:
          at++;
      }
    }
    this.readBare();
    return this.found.sort((one, other) => one.start - other.start);
  }

  private cover(start: number, end: number): number {
    let last = this.covered.at(-1);
    while (last && last.start >= start) {
      this.covered.pop();
      last = this.covered.at(-1);
    }
    this.covered.push({ start, end });
    return end;
  }

  private add(url: string, start: number, end: number): void {
    if (isHttpUrl(url)) this.found.push({ url, start, end });
  }

  private codeSpan(at: number): number {
    const { text } = this;
    const length = runLength(text, at);
    this.lastRuns ??= findLastRuns(text, at);
    const last = this.lastRuns.get(length) ?? 0;
    if (last <= at) return at + length;
    let close = at + length;
    for (let size = 0; size !== length;) {
      close = text.indexOf('`', close + size);
      size = runLength(text, close);
    }
    return this.cover(at, close + length);
  }

  private autolink(at: number): number | undefined {
    const { text } = this;
    const scheme = /^<[a-z][a-z\d+.-]{1,31}:/i.exec(text.slice(at, at + 34))?.[0];
    if (!scheme) return undefined;
    let end = at + scheme.length;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === 0x3e) break;
      if (code <= 0x20 || code === 0x3c) return undefined;
    }
    if (end === text.length) return undefined;
    this.add(decodeEntities(text.slice(at + 1, end)), at + 1, end);
    return this.cover(at, end + 1);
  }

  private declaration(at: number): number | undefined {
    const { text } = this;
    const kind = declarations.find(([open]) => text.startsWith(open, at));
    if (!kind || this.missing?.has(kind[1])) return undefined;
    const close = text.indexOf(kind[1], at + 2);
    if (close < 0) {
      // It will not be found further on either.
      this.missing ??= new Set();
      this.missing.add(kind[1]);
      return undefined;
    }
    return this.cover(at, close + kind[1].length);
  }

  private tag(at: number): number | undefined {
    const end = tagEnd(this.text, at);
    if (end === undefined) return undefined;
    const tag = this.text.slice(at, end);
    if (/[:&]/.test(tag)) {
      readHtml(tag, 'html', (url, start, stop) => this.add(url, at + start, at + stop));
    }
    if (/^<a\s/i.test(tag)) this.anchor = at;
    if (/^<\/a\b/i.test(tag) && this.anchor >= 0) {
      const start = this.anchor;
      this.anchor = -1;
      return this.cover(start, end);
    }
    return this.cover(at, end);
  }

  private closeBracket(at: number): number {
    const { openers } = this;
    const opener = openers.pop();
    if (!opener) return at + 1;
    const active = opener.image || openers.length >= this.inactive;
    this.inactive = Math.min(this.inactive, openers.length);
    if (!active) return at + 1;
    const end = this.linkEnd(at + 1) ?? this.referenceEnd(opener.at + (opener.image ? 1 : 0), at);
    if (end === undefined) return at + 1;
    if (!opener.image) this.inactive = openers.length;
    return this.cover(opener.at, end);
  }

  /** Reads `(destination "title")`. */
  private linkEnd(at: number): number | undefined {
    const { text } = this;
    if (text.charCodeAt(at) !== 0x28) return undefined;
    const start = skipSpace(text, at + 1);
    if (text.charCodeAt(start) === 0x29) return start + 1;
    const destination = readDestination(text, start);
    if (!destination) return undefined;
    let next = skipSpace(text, destination.next);
    if (next > destination.next) next = skipSpace(text, titleEnd(text, next) ?? next);
    if (text.charCodeAt(next) !== 0x29) return undefined;
    const { start: from, end: to } = destination;
    this.add(decodeMarkdown(text.slice(from, to)), from, to);
    return next + 1;
  }

  /** Reads `[label]`, `[]` or nothing after a text in brackets. */
  private referenceEnd(open: number, close: number): number | undefined {
    if (this.labels.size === 0) return undefined;
    const { text } = this;
    const label = text.charCodeAt(close + 1) === 0x5b ? readLabel(text, close + 1) : undefined;
    if (label?.label) return this.labels.has(label.label) ? label.next : undefined;
    if (close - open > 1000 || !this.labels.has(labelKey(text.slice(open + 1, close)))) return undefined;
    return label?.next ?? close + 1;
  }

  private readBare(): void {
    const { text } = this;
    const scanner = new PlainScanner(text, { backslash: 'escapes', entities: true }, this.from);
    const add = (start: number, end: number) => this.add(decodeMarkdown(text.slice(start, end)), start, end);
    let from = this.from;
    for (const { start, end } of this.covered) {
      scanner.scan(from, start, add);
      from = end;
    }
    scanner.scan(from, text.length, add);
  }
}

function runLength(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === 0x60) end++;
  return end - at;
}

/** Where the last run of backticks of each length begins. */
function findLastRuns(text: string, from: number): Map<number, number> {
  const last = new Map<number, number>();
  for (let at = text.indexOf('`', from); at >= 0;) {
    const length = runLength(text, at);
    last.set(length, at);
    at = text.indexOf('`', at + length);
  }
  return last;
}
