import { decodeBackslashes } from './backslashEscapes.ts';
import type { FoundUrl } from './foundUrl.ts';
import { type PlainRules, PlainScanner } from './plain.ts';
import { readProse, readValue } from './value.ts';

const rules: PlainRules = { backslash: 'ends' };
const quote = 0x22;
const apostrophe = 0x27;
const slash = 0x2f;
const lineFeed = 0x0a;
const backslash = 0x5c;

/**
 * Reads the URLs in keys and string values of JSON (RFC 8259), JSONC, JSON5 or JSON lines, and by the plain rules those in comments and in
 * what is not JSON. A string that does not end goes on to the end of its line.
 */
export function readJson(json: string, found: FoundUrl): void {
  const outside = new PlainScanner(json, rules);
  const readOutside = (from: number, to: number) =>
    outside.scan(from, to, (start, end) => found(json.slice(start, end), start, end));
  let read = 0;
  /** The last sign outside of strings and comments. */
  let before = Number.NaN;
  for (let at = 0; at < json.length;) {
    const code = json.charCodeAt(at);
    if (code === slash) {
      at = commentEnd(json, at);
    } else if (code === quote || (code === apostrophe && beginsValue(before))) {
      const end = stringEnd(json, at);
      if (code === apostrophe && json.charCodeAt(end) !== code) {
        at++;
        continue;
      }
      readOutside(read, at);
      readString(json, at, end, found);
      read = end + 1;
      at = read;
      before = code;
    } else {
      if (code > 0x20) before = code;
      at++;
    }
  }
  readOutside(read, json.length);
}

/** Whether a value or a key may follow this sign, or the beginning: elsewhere an apostrophe is one. */
function beginsValue(before: number): boolean {
  return Number.isNaN(before) || before === 0x3a || before === 0x2c || before === 0x5b || before === 0x7b;
}

/** Where the string ends that opens here: at its closing mark, or at the end of its line or of the text. */
function stringEnd(json: string, open: number): number {
  const mark = json.charCodeAt(open);
  let end = open + 1;
  for (; end < json.length; end++) {
    const code = json.charCodeAt(end);
    if (code === mark || code === lineFeed) break;
    if (code === backslash && json.charCodeAt(end + 1) !== lineFeed) end++;
  }
  return Math.min(end, json.length);
}

function readString(json: string, open: number, end: number, found: FoundUrl): void {
  const raw = json.slice(open + 1, end);
  // A colon may be written as an escape.
  if (!/[:\\]/.test(raw)) return;
  const decoded = decodeBackslashes(json, open + 1, end);
  // A line of a text, as notebooks have it, is no value.
  if (decoded.text.endsWith('\n')) readProse(decoded, rules, found);
  else readValue(decoded, rules, found);
}

/** Where the comment ends that may begin with this slash; behind the slash where none does. */
function commentEnd(json: string, at: number): number {
  switch (json.charCodeAt(at + 1)) {
    case slash:
      return indexOrEnd(json, '\n', at);
    case 0x2a: // *
      return indexOrEnd(json, '*/', at + 2);
    default:
      return at + 1;
  }
}

function indexOrEnd(text: string, part: string, from: number): number {
  const at = text.indexOf(part, from);
  return at < 0 ? text.length : at;
}
