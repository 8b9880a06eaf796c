import { DecodedText } from './decodedText.ts';

const meanings: Record<string, string> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const digitsOf: Record<string, number> = { x: 2, u: 4, U: 8 };

/**
 * The content of a quoted string, `from` to `to`, with its backslash escapes decoded: those of JSON (RFC 8259, section 7) and JSON5,
 * of YAML's double quotes (YAML 1.2.2, section 5.7) and of TOML's basic strings, which nowhere contradict each other in a URL.
 */
export function decodeBackslashes(source: string, from: number, to: number): DecodedText {
  const decoded = new DecodedText(source, from);
  // Of the string alone: a search in the whole source would run on to the next backslash in any string.
  const raw = source.slice(from, to);
  for (let at = raw.indexOf('\\'); at >= 0 && at < raw.length - 1;) {
    const letter = raw.charAt(at + 1);
    const digits = raw.slice(at + 2, at + 2 + (digitsOf[letter] ?? 0));
    let end = at + 2;
    let meaning = meanings[letter] ?? letter;
    if (digits !== '' && digits.length === digitsOf[letter] && /^[\da-f]+$/i.test(digits)) {
      end += digits.length;
      meaning = character(Number.parseInt(digits, 16));
    } else if (letter === '\n' || letter === '\r') {
      end += /^\s*/.exec(raw.slice(end))?.[0].length ?? 0;
      meaning = '';
    }
    decoded.appendEscape(meaning, from + at, from + end);
    at = raw.indexOf('\\', end);
  }
  return decoded.endAt(to);
}

/** The surrogates of a pair are written one by one in JSON. */
function character(code: number): string {
  return code > 0x10_ffff ? '\ufffd' : String.fromCodePoint(code);
}
