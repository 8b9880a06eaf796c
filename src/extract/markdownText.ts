import { isPunctuation } from './characters.ts';
import { decodeEntity } from './entities.ts';

const escapes = /\\([!-/:-@[-`{-~])|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi;

/** A Markdown text with its backslash escapes and entities decoded. */
export function decodeMarkdown(raw: string): string {
  return raw.replace(escapes, (all: string, escaped: string | undefined) => escaped ?? decodeEntity(all));
}

/** The first offset from `at` that holds no white space. */
export function skipSpace(text: string, at: number): number {
  let next = at;
  while (isMarkdownSpace(text.charCodeAt(next))) next++;
  return next;
}

/** Space, tab or line ending. */
export function isMarkdownSpace(code: number): boolean {
  return code === 0x20 || (code >= 9 && code <= 13);
}

/** A link's destination: its UTF-16 offsets, without `<>`, and where the text goes on after it. */
export interface Destination {
  start: number;
  end: number;
  next: number;
}

/** The link destination at an offset, by CommonMark; undefined where there is none. */
export function readDestination(text: string, at: number): Destination | undefined {
  if (text.charCodeAt(at) === 0x3c) return readBracketed(text, at);
  let depth = 0;
  let next = at;
  for (; next < text.length; next++) {
    const code = text.charCodeAt(next);
    if (code <= 0x20 || code === 0x7f) break;
    if (code === 0x5c && isPunctuation(text.charCodeAt(next + 1))) next++;
    else if (code === 0x28) {
      // As cmark does: without a limit, unclosed brackets would be read over and over again.
      if (++depth > 32) return undefined;
    } else if (code === 0x29 && --depth < 0) break;
  }
  return next > at && depth <= 0 ? { start: at, end: next, next } : undefined;
}

function readBracketed(text: string, at: number): Destination | undefined {
  for (let next = at + 1; next < text.length; next++) {
    const code = text.charCodeAt(next);
    if (code === 0x0a || code === 0x3c) return undefined;
    if (code === 0x5c) next++;
    else if (code === 0x3e) return { start: at + 1, end: next, next: next + 1 };
  }
  return undefined;
}

/** Where the link title ends that begins at an offset; undefined where there is none. */
export function titleEnd(text: string, at: number): number | undefined {
  const open = text.charCodeAt(at);
  if (open !== 0x22 && open !== 0x27 && open !== 0x28) return undefined;
  const close = open === 0x28 ? 0x29 : open;
  for (let next = at + 1; next < text.length; next++) {
    const code = text.charCodeAt(next);
    if (code === close) return next + 1;
    if (code === 0x28 && open === 0x28) return undefined;
    if (code === 0x5c) next++;
  }
  return undefined;
}

/** The label in the brackets that open at an offset, and where the text goes on after it. */
export function readLabel(text: string, at: number): { label: string; next: number } | undefined {
  const limit = Math.min(text.length, at + 1001);
  for (let next = at + 1; next < limit; next++) {
    const code = text.charCodeAt(next);
    if (code === 0x5b) return undefined;
    if (code === 0x5d) return { label: labelKey(text.slice(at + 1, next)), next: next + 1 };
    if (code === 0x5c) next++;
  }
  return undefined;
}

/** A label in the form in which labels are compared. */
export function labelKey(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}
