import type { DecodedText } from './decodedText.ts';
import type { FoundUrl } from './foundUrl.ts';
import { type PlainRules, PlainScanner } from './plain.ts';
import { isHttpUrl } from './verbatimUrl.ts';

/** Reads a value of a document: one that is a URL is taken verbatim, or several joined by commas; any other by the plain rules. */
export function readValue(decoded: DecodedText, rules: PlainRules, found: FoundUrl): void {
  const { text } = decoded;
  if (!text.includes('://')) return;
  const value = text.trim();
  if (!isHttpUrl(value) || /[\s\p{Cc}]/u.test(value)) {
    readProse(decoded, rules, found);
    return;
  }
  let at = text.length - text.trimStart().length;
  for (const url of value.split(/[,;|](?=https?:\/\/)/i)) {
    if (isHttpUrl(url)) found(url, decoded.sourceStart(at), decoded.sourceEnd(at + url.length));
    at += url.length + 1;
  }
}

/** Reads a decoded text by the plain rules. */
export function readProse(decoded: DecodedText, rules: PlainRules, found: FoundUrl): void {
  const { text } = decoded;
  new PlainScanner(text, rules).scan(0, text.length, (start, end) =>
    found(text.slice(start, end), decoded.sourceStart(start), decoded.sourceEnd(end)),
  );
}
