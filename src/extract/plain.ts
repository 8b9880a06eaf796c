import { closers, isAlphanumeric, isPunctuation, kind, kinds } from './characters.ts';
import { LineMarks } from './lineMarks.ts';
import { namesPlace } from './verbatimUrl.ts';

/** What differs between the languages that are read by the plain rules. */
export interface PlainRules {
  /** `ends`: source code. `escapes`: Markdown, where it belongs to the punctuation after it. `latex`: it belongs to the sign after it. */
  backslash: 'stays' | 'ends' | 'escapes' | 'latex';
  /** A character reference such as `&nbsp;` ends a URL. */
  entities?: boolean;
  /** A bracket after a URL holds its text, as in AsciiDoc. */
  bracketEnds?: boolean;
  /** The end of a comment of C ends a URL. */
  commentEnds?: boolean;
  /** An apostrophe in a string is doubled. */
  doubledApostrophe?: boolean;
}

/** Takes a URL's UTF-16 offsets in the text. */
export type Found = (start: number, end: number) => void;

const gluedLetter = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\d]/u;
const trailing = new Set(Array.from('.,;:?!…', (each) => each.charCodeAt(0)));
const wrapping = new Set(Array.from("*_~'’", (each) => each.charCodeAt(0)));
const markdownMarks = new Set(Array.from('*_~', (each) => each.charCodeAt(0)));
const endingEntity = /^&(?:nbsp|ensp|emsp|thinsp|lt|gt|#160|#xa0);/i;
const closingTag = /^\[\/[a-z]{1,20}\]/i;
const endOfComment = /^\*\/(?![\w"'`/.%-])/;
const latexSign = /^\\[_%#&$]/;
/** What turns the colour of a terminal, or another of its ways to write, as it is or as source code has it. */
const terminalSequence = /(?:\p{Cc}|\\(?:x1b|033|e|u001b))\[[\d;]{0,20}m$/iu;
const namesHost = new Set(Array.from('-._~%!$&+=:@', (each) => each.charCodeAt(0)));

/** Finds the bare URLs of a text by the plain rules (urls.md). Its scans move forward only, so that all of them together are linear. */
export class PlainScanner {
  /** UTF-16 code units looked at so far, beside the search for `://`. */
  get steps(): number {
    return this.looked + this.marks.steps;
  }

  private readonly text: string;
  private readonly rules: PlainRules;
  private readonly marks: LineMarks;
  private looked = 0;
  private colon = -1;

  constructor(text: string, rules: PlainRules, from = 0) {
    this.text = text;
    this.rules = rules;
    this.marks = new LineMarks(text, from);
  }

  /** Reports the URLs between two offsets, in order. */
  scan(from: number, to: number, found: Found): void {
    let at = from;
    for (let colon = this.nextColon(at); colon < to; colon = this.nextColon(at)) {
      at = colon + 3;
      const start = this.schemeStart(colon, from);
      if (start < 0) continue;
      this.marks.advanceTo(start);
      const afterHost = this.hostEnd(at, to);
      if (afterHost === undefined) continue;
      const end = this.trim(colon + 3, this.pathEnd(afterHost, to));
      if (end > colon + 3) found(start, end);
      at = Math.max(at, end);
      from = at;
      this.marks.skipTo(at);
    }
  }

  private nextColon(from: number): number {
    if (this.colon < from) {
      const next = this.text.indexOf('://', from);
      this.colon = next < 0 ? Number.POSITIVE_INFINITY : next;
    }
    return this.colon;
  }

  /** Where the scheme before `://` begins; -1 where it is not ours, or has letters glued to it. */
  private schemeStart(colon: number, from: number): number {
    const { text } = this;
    const start = (text.charCodeAt(colon - 1) | 0x20) === 0x73 ? colon - 5 : colon - 4;
    if (start < from || !this.isHttp(start)) return -1;
    if (start === from) return start;
    const before = text.charCodeAt(start - 1);
    // What follows the backslash of `\nhttps://` is an escape, not a letter.
    const glued = before < 0x80 ? isAlphanumeric(before) : gluedLetter.test(text.charAt(start - 1));
    if (!glued) return start;
    if (/^\\[nrt]$/.test(text.slice(start - 2, start))) return start;
    return before === 0x6d && terminalSequence.test(text.slice(Math.max(from, start - 30), start))
      ? start
      : -1;
  }

  private isHttp(at: number): boolean {
    const { text } = this;
    return (
      (text.charCodeAt(at) | 0x20) === 0x68 &&
      (text.charCodeAt(at + 1) | 0x20) === 0x74 &&
      (text.charCodeAt(at + 2) | 0x20) === 0x74 &&
      (text.charCodeAt(at + 3) | 0x20) === 0x70
    );
  }

  /** Whether a pattern of a few signs begins here. */
  private matches(pattern: RegExp, at: number): boolean {
    return pattern.test(this.text.slice(at, at + 24));
  }

  private beginsUrl(at: number): boolean {
    if (!this.isHttp(at)) return false;
    const rest = (this.text.charCodeAt(at + 4) | 0x20) === 0x73 ? at + 5 : at + 4;
    return this.text.startsWith('://', rest);
  }

  /** Where user, host and port end; undefined where there is no host. */
  private hostEnd(from: number, to: number): number | undefined {
    const { text } = this;
    const { rules } = this;
    let named = false;
    let braces = 0;
    let at = from;
    for (; at < to; at++) {
      const code = text.charCodeAt(at);
      if (code >= 0x80 ? kinds[code] === kind.plain : isAlphanumeric(code)) named = true;
      else if (code === 0x7b) braces++;
      else if (code === 0x26 && rules.entities && this.matches(endingEntity, at)) break;
      else if (code === 0x7d && braces > 0) {
        braces--;
        named = true;
      } else if (code === 0x5b && (at === from || text.charCodeAt(at - 1) === 0x40)) {
        const close = this.addressEnd(at, to);
        if (close === undefined) break;
        named = true;
        at = close;
      } else if (code === 0x5c && rules.backslash === 'escapes' && text.charCodeAt(at + 1) !== 0x0a) continue;
      else if (!namesHost.has(code)) break;
    }
    this.looked += at - from;
    return named && namesPlace(text.slice(from, at)) ? at : undefined;
  }

  /** The `]` of an IPv6 address in brackets. */
  private addressEnd(open: number, to: number): number | undefined {
    let at = open + 1;
    while (at < to && /[\da-z:.%]/i.test(this.text.charAt(at))) at++;
    this.looked += at - open;
    return at > open + 1 && this.text.charCodeAt(at) === 0x5d ? at : undefined;
  }

  /** Where path, query and fragment end, trailing punctuation included. */
  private pathEnd(from: number, to: number): number {
    const { text, rules } = this;
    const first = text.charCodeAt(from);
    const begins =
      first === 0x2f || first === 0x3f || first === 0x23 || (first === 0x5c && rules.backslash === 'stays');
    if (!begins) return from;
    const open: number[] = [];
    let at = from;
    loop: for (; at < to; at++) {
      const code = text.charCodeAt(at);
      switch (kinds[code]) {
        case kind.end:
          break loop;
        case kind.open:
          if (
            code === 0x5b &&
            (rules.bracketEnds || (text.charCodeAt(at + 1) === 0x2f && this.matches(closingTag, at)))
          )
            break loop;
          open.push(closers.get(code) ?? 0);
          break;
        case kind.close: {
          const opened = open.lastIndexOf(code);
          if (opened < 0) break loop;
          open.length = opened;
          break;
        }
        case kind.separator:
          if (this.beginsUrl(at + 1)) break loop;
          break;
        case kind.pipe:
          if (this.marks.isOpen(code) || this.beginsUrl(at + 1)) break loop;
          break;
        case kind.apostrophe:
          if (rules.doubledApostrophe && text.charCodeAt(at + 1) === code) at++;
          else if (this.marks.isOpen(code) && !isAlphanumeric(text.charCodeAt(at + 1))) break loop;
          break;
        case kind.backslash:
          if (rules.backslash === 'ends') break loop;
          if (rules.backslash === 'latex') {
            if (!this.matches(latexSign, at)) break loop;
            at++;
          }
          if (rules.backslash === 'escapes' && isPunctuation(text.charCodeAt(at + 1))) at++;
          break;
        case kind.ampersand:
          if (rules.entities && this.matches(endingEntity, at)) break loop;
          break;
        case kind.star:
          if (rules.commentEnds && this.matches(endOfComment, at)) break loop;
          break;
        default:
      }
    }
    at = Math.min(at, to);
    this.looked += at - from;
    return at;
  }

  /** Takes off what stands at the end of a URL and does not belong to it. */
  private trim(from: number, to: number): number {
    const { text, rules } = this;
    let end = to;
    for (; end > from; end--) {
      const code = text.charCodeAt(end - 1);
      if (rules.backslash === 'escapes') {
        if (code === 0x3b) end = this.beforeEntity(from, end);
        else if (text.charCodeAt(end - 2) === 0x5c && isPunctuation(code) && !trailing.has(code)) break;
      }
      if (trailing.has(code) || kinds[code] === kind.open) continue;
      if (code === 0x5c && rules.backslash === 'escapes') continue;
      // GFM never takes them into a URL's end: they may wrap more than a line.
      if (rules.backslash === 'escapes' && markdownMarks.has(code)) continue;
      if (!wrapping.has(code)) break;
      const next = text.charAt(end);
      const cutByNext = code === 0x27 && (next === '>' || next === ')');
      if (!this.marks.isOpen(code) && !cutByNext) break;
    }
    this.looked += to - end;
    return end;
  }

  /** Where the entity begins that ends with the `;` before `end`, in a form that the loop of `trim` takes off. */
  private beforeEntity(from: number, end: number): number {
    const entity = /&#?[a-z\d]{1,31};$/i.exec(this.text.slice(Math.max(from, end - 34), end));
    return entity ? end - entity[0].length + 1 : end;
  }
}
