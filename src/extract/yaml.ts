import { decodeBackslashes } from './backslashEscapes.ts';
import { DecodedText } from './decodedText.ts';
import type { FoundUrl } from './foundUrl.ts';
import { type PlainRules, PlainScanner } from './plain.ts';
import { readProse } from './value.ts';

const rules: PlainRules = { backslash: 'ends' };
const double = 0x22;
const single = 0x27;

/** Reads the URLs of YAML, up to an offset, and of TOML by the plain rules; the escapes of quoted strings are decoded first. */
export function readYaml(yaml: string, to: number, found: FoundUrl): void {
  const plain = new PlainScanner(yaml, rules);
  const readPlain = (from: number, end: number) =>
    plain.scan(from, end, (start, stop) => found(yaml.slice(start, stop), start, stop));
  /** The marks for which no end was found: nor will one be found further on. */
  const endless = new Set<string>();
  let read = 0;
  let mayOpen = true;
  for (let at = 0; at < to;) {
    const code = yaml.charCodeAt(at);
    if (code === 0x23 && isBlank(yaml.charCodeAt(at - 1))) {
      at = indexOrEnd(yaml, '\n', at, to);
      continue;
    }
    if (mayOpen && (code === double || code === single)) {
      const mark = markAt(yaml, at, code);
      const close = endless.has(mark) ? to : closeOf(yaml, mark, at + mark.length, to);
      if (close < to) {
        const decoded = decode(yaml, mark, at + mark.length, close);
        if (decoded) {
          readPlain(read, at);
          readProse(decoded, rules, found);
          read = close;
        }
        at = close + mark.length;
        mayOpen = false;
        continue;
      }
      endless.add(mark);
    }
    if (code !== 0x20 && code !== 0x09 && code !== 0x0d) mayOpen = precedesString(code);
    at++;
  }
  readPlain(read, to);
}

/** Whether a quotation mark opens a string after this: a line end, or one of `:`, `-`, `?`, `,`, `[`, `{` and `=`. */
function precedesString(code: number): boolean {
  switch (code) {
    case 0x0a:
    case 0x3a:
    case 0x2d:
    case 0x3f:
    case 0x2c:
    case 0x5b:
    case 0x7b:
    case 0x3d:
      return true;
    default:
      return false;
  }
}

function isBlank(code: number): boolean {
  return Number.isNaN(code) || code <= 0x20;
}

/** TOML has strings of several lines, too. */
function markAt(yaml: string, at: number, code: number): string {
  const one = code === double ? '"' : "'";
  return yaml.startsWith(one.repeat(3), at) ? one.repeat(3) : one;
}

/** Where the closing mark begins; `to` where there is none. */
function closeOf(yaml: string, mark: string, from: number, to: number): number {
  for (let at = indexOrEnd(yaml, mark, from, to); at < to; at = indexOrEnd(yaml, mark, at, to)) {
    if (mark === "'" && yaml.charCodeAt(at + 1) === single) at += 2;
    else if (mark.startsWith('"') && isEscaped(yaml, at, from)) at++;
    else return at;
  }
  return to;
}

function isEscaped(yaml: string, at: number, from: number): boolean {
  let backslashes = at;
  while (backslashes > from && yaml.charCodeAt(backslashes - 1) === 0x5c) backslashes--;
  return (at - backslashes) % 2 === 1;
}

/** The content of a string, where it holds an escape. */
function decode(yaml: string, mark: string, from: number, to: number): DecodedText | undefined {
  const raw = yaml.slice(from, to);
  if (mark.startsWith('"')) return raw.includes('\\') ? decodeBackslashes(yaml, from, to) : undefined;
  if (mark !== "'" || !raw.includes("''")) return undefined;
  const decoded = new DecodedText(yaml, from);
  for (let at = raw.indexOf("''"); at >= 0; at = raw.indexOf("''", at + 2)) {
    decoded.appendEscape("'", from + at, from + at + 2);
  }
  return decoded.endAt(to);
}

function indexOrEnd(text: string, part: string, from: number, to: number): number {
  const at = text.indexOf(part, from);
  return at < 0 || at > to ? to : at;
}
