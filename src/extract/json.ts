import { createScanner } from 'jsonc-parser';
import { DecodedText } from './decodedText.ts';
import { type PlainRules, PlainScanner } from './plain.ts';
import type { RequestCollector } from './requestCollector.ts';
import { isHttpUrl } from './verbatimUrl.ts';

const rules: PlainRules = { backslash: 'ends', commentLines: false };
const stringLiteral = 10; // SyntaxKind is a const enum, which erasable TypeScript cannot read
const endOfFile = 17;
const unexpectedEnd = 2;

/** Reads the URLs in keys and string values of JSON, JSONC or JSON lines, and by the plain rules those in comments and in what is not JSON. */
export function readJson(text: string, collector: RequestCollector): void {
  const scanner = createScanner(text, true);
  const outside = new PlainScanner(text, rules);
  const add = (start: number, end: number) => collector.add(text.slice(start, end), start, end);
  let from = 0;
  for (;;) {
    const token: number = scanner.scan();
    if (token !== stringLiteral && token !== endOfFile) continue;
    const start = scanner.getTokenOffset();
    outside.scan(from, start, add);
    if (token === endOfFile) return;
    from = start + scanner.getTokenLength();
    const value = scanner.getTokenValue();
    if (!value.includes('://')) continue;
    const contentEnd = (scanner.getTokenError() as number) === unexpectedEnd ? from : from - 1;
    readString(text, start + 1, contentEnd, collector);
  }
}

function readString(source: string, from: number, to: number, collector: RequestCollector): void {
  const decoded = decode(source, from, to);
  const { text } = decoded;
  const add = (start: number, end: number) =>
    collector.add(text.slice(start, end), decoded.sourceStart(start), decoded.sourceEnd(end));
  const start = text.length - text.trimStart().length;
  const value = text.trim();
  if (isHttpUrl(value) && !/[\s\p{Cc}]/u.test(value)) {
    let at = start;
    for (const url of value.split(/[,;|](?=https?:\/\/)/i)) {
      if (isHttpUrl(url)) add(at, at + url.length);
      at += url.length + 1;
    }
  } else {
    new PlainScanner(text, rules).scan(0, text.length, add);
  }
}

const meanings: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function decode(source: string, from: number, to: number): DecodedText {
  const decoded = new DecodedText();
  // Of the string alone: a search in the whole source would run on to the next backslash in any string.
  const raw = source.slice(from, to);
  let at = 0;
  for (let next = raw.indexOf('\\'); next >= 0 && next < raw.length - 1; next = raw.indexOf('\\', at)) {
    decoded.appendVerbatim(source, from + at, from + next);
    const hex = /^\\u([\da-f]{4})/i.exec(raw.slice(next, next + 6))?.[1];
    const letter = raw.charAt(next + 1);
    at = next + (hex ? 6 : 2);
    const meaning = hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (meanings[letter] ?? letter);
    decoded.appendEscape(meaning, from + next, from + at);
  }
  decoded.appendVerbatim(source, from + at, to);
  return decoded;
}
