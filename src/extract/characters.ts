/** What a character means to the plain rules, once a URL has begun. */
export const kind = {
  plain: 0,
  /** Ends a URL wherever it stands. */
  end: 1,
  open: 2,
  close: 3,
  /** Ends a URL where another begins right after it. */
  separator: 4,
  pipe: 5,
  apostrophe: 6,
  backslash: 7,
  ampersand: 8,
  star: 9,
} as const;

/** The `kind` of each UTF-16 code unit. */
export const kinds = new Uint8Array(0x1_0000);

/** The code unit that closes the bracket or quote which this one opens. */
export const closers: ReadonlyMap<number, number> = new Map(
  [
    '()',
    '[]',
    '{}',
    '“”',
    '«»',
    '‹›',
    '「」',
    '『』',
    '【】',
    '《》',
    '〈〉',
    '〔〕',
    '［］',
    '｛｝',
    '｢｣',
  ].map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]),
);

function mark(characters: string, value: number): void {
  for (let at = 0; at < characters.length; at++) kinds[characters.charCodeAt(at)] = value;
}

const invisible = /[\s\p{Cc}\u180e\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]/u;
for (let code = 0; code <= 0x3000; code++) {
  if (invisible.test(String.fromCharCode(code))) kinds[code] = kind.end;
}
mark('\ufeff', kind.end);
mark('"<>`', kind.end);
mark('。｡．，、､；：！？（）｜', kind.end);
for (const [open, close] of closers) {
  kinds[open] = kind.open;
  kinds[close] = kind.close;
}
mark(',;', kind.separator);
mark('|', kind.pipe);
mark("'’", kind.apostrophe);
mark('\\', kind.backslash);
mark('&', kind.ampersand);
mark('*', kind.star);

/** Whether a code unit is an ASCII letter or digit. */
export function isAlphanumeric(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

/** Whether a code unit is white space or the end of the text (NaN). */
export function isSpace(code: number): boolean {
  return Number.isNaN(code) || code === 0x20 || code === 0xa0 || code === 0x3000 || (code >= 9 && code <= 13);
}

/** Whether a code unit is ASCII punctuation, which a backslash can escape in Markdown. */
export function isPunctuation(code: number): boolean {
  return code > 0x20 && code < 0x7f && !isAlphanumeric(code);
}
