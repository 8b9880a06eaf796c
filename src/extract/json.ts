import { decodeBackslashes } from './backslashEscapes.ts';
import type { FoundUrl } from './foundUrl.ts';
import { type PlainRules, PlainScanner } from './plain.ts';
import { readValue } from './value.ts';

const rules: PlainRules = { backslash: 'ends' };
const quote = 0x22;
const slash = 0x2f;
const lineFeed = 0x0a;
const backslash = 0x5c;

/**
 * Reads the URLs in keys and string values of JSON (RFC 8259), JSONC or JSON lines, and by the plain rules those in comments and in
 * what is not JSON. A string that does not end goes on to the end of its line.
 */
export function readJson(json: string, found: FoundUrl): void {
  const outside = new PlainScanner(json, rules);
  const readOutside = (from: number, to: number) =>
    outside.scan(from, to, (start, end) => found(json.slice(start, end), start, end));
  let read = 0;
  for (let at = 0; at < json.length;) {
    const code = json.charCodeAt(at);
    if (code === slash) {
      at = commentEnd(json, at);
    } else if (code === quote) {
      readOutside(read, at);
      read = readString(json, at, found);
      at = read;
    } else {
      at++;
    }
  }
  readOutside(read, json.length);
}

/** Reads the string whose quotation mark stands here; returns where the text goes on after it. */
function readString(json: string, open: number, found: FoundUrl): number {
  let hasColon = false;
  let hasEscape = false;
  let end = open + 1;
  for (; end < json.length; end++) {
    const code = json.charCodeAt(end);
    if (code === quote || code === lineFeed) break;
    if (code === 0x3a) hasColon = true;
    else if (code === backslash && json.charCodeAt(end + 1) !== lineFeed) {
      hasEscape = true;
      end++;
    }
  }
  end = Math.min(end, json.length);
  // A colon may be written as an escape.
  if (hasColon || hasEscape) readValue(decodeBackslashes(json, open + 1, end), rules, found);
  return end + 1;
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
