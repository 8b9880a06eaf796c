import { decodeHTMLAttribute } from 'entities/decode';
import type { FoundUrl } from './foundUrl.ts';
import { isHttpUrl } from './verbatimUrl.ts';

const urlAttributes = new Set(['href', 'src', 'poster', 'formaction', 'cite', 'action', 'xlink:href']);
const setAttributes = new Set(['srcset', 'imagesrcset']);

/** The value of an attribute in MDX. */
const jsxString = /^\{(["'`])[^"'`]*\1\}$/;

/** Reads the URLs in the attributes of HTML, one attribute after the other. */
export class HtmlAttributes {
  private readonly html: string;
  private readonly found: FoundUrl;
  private tag = '';
  private refreshes = false;
  private content: readonly [from: number, to: number] | undefined;

  constructor(html: string, found: FoundUrl) {
    this.html = html;
    this.found = found;
  }

  /** A tag begins; its name is lower case. */
  begin(tag: string): void {
    this.tag = tag;
    this.refreshes = false;
    this.content = undefined;
  }

  /** Whether an attribute of this tag, whose name is lower case, holds URLs by itself. */
  holdsUrls(name: string): boolean {
    if (this.tag === 'meta') return false;
    return urlAttributes.has(name) || setAttributes.has(name) || (name === 'data' && this.tag === 'object');
  }

  /** Reads an attribute, whose name is lower case and whose value stands at `from` to `to`. */
  read(name: string, from: number, to: number): void {
    if (this.tag === 'meta' && name === 'content') this.content = [from, to];
    else if (this.tag === 'meta' && name === 'http-equiv')
      this.refreshes = this.html.slice(from, to).trim().toLowerCase() === 'refresh';
    else if (!this.holdsUrls(name)) return;
    else if (setAttributes.has(name)) this.readSet(from, to);
    else this.readUrl(from, to);
  }

  /** The tag ends: `meta` tells only as a whole whether it holds a URL. */
  end(): void {
    if (this.refreshes && this.content) this.readRefresh(...this.content);
  }

  private readUrl(from: number, to: number): void {
    const raw = this.html.slice(from, to);
    if (jsxString.test(raw)) return this.readUrl(from + 2, to - 2);
    const trimmed = raw.trim();
    const url = decodeHTMLAttribute(trimmed);
    const start = from + raw.length - raw.trimStart().length;
    if (isHttpUrl(url)) this.found(url, start, start + trimmed.length);
  }

  /** Candidates are parted by commas; a comma inside a URL belongs to it, at its end it does not (HTML, section 4.8.4.2.2). */
  private readSet(from: number, to: number): void {
    const raw = this.html.slice(from, to);
    const candidate = /[\s,]*(\S+)/y;
    for (let match = candidate.exec(raw); match?.[1]; match = candidate.exec(raw)) {
      const [, token] = match;
      const start = from + candidate.lastIndex - token.length;
      const url = token.replace(/,+$/, '');
      this.readUrl(start, start + url.length);
      if (url !== token) continue;
      const comma = raw.indexOf(',', candidate.lastIndex);
      if (comma < 0) return;
      candidate.lastIndex = comma;
    }
  }

  /** `5; url='…'` (HTML, section 4.2.5.3). */
  private readRefresh(from: number, to: number): void {
    const raw = this.html.slice(from, to);
    const match = /^\s*[\d.]+\s*[;,\s]\s*(?:url\s*=\s*)?(["']?)/i.exec(raw);
    if (!match) return;
    const start = match[0].length;
    const close = match[1] ? raw.indexOf(match[1], start) : -1;
    this.readUrl(from + start, close >= 0 ? from + close : to);
  }
}
