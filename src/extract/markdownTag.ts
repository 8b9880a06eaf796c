import { isAlphanumeric } from './characters.ts';
import { isMarkdownSpace, skipSpace } from './markdownText.ts';

/** Where the HTML tag ends that begins with `<` at an offset, by CommonMark; undefined where there is none. */
export function tagEnd(text: string, at: number): number | undefined {
  const closing = text.charCodeAt(at + 1) === 0x2f;
  let next = at + (closing ? 2 : 1);
  const nameStart = next;
  while (isAlphanumeric(text.charCodeAt(next)) || text.charCodeAt(next) === 0x2d) next++;
  if (next === nameStart || !/[a-z]/i.test(text.charAt(nameStart))) return undefined;
  for (;;) {
    const afterSpace = skipSpace(text, next);
    const code = text.charCodeAt(afterSpace);
    if (code === 0x3e) return afterSpace + 1;
    if (closing) return undefined;
    if (code === 0x2f) return text.charCodeAt(afterSpace + 1) === 0x3e ? afterSpace + 2 : undefined;
    if (afterSpace === next) return undefined;
    const end = attributeEnd(text, afterSpace);
    if (end === undefined) return undefined;
    next = end;
  }
}

function attributeEnd(text: string, at: number): number | undefined {
  if (!/[a-z_:]/i.test(text.charAt(at))) return undefined;
  let next = at + 1;
  while (isNameCharacter(text.charCodeAt(next))) next++;
  const equals = skipSpace(text, next);
  if (text.charCodeAt(equals) !== 0x3d) return next;
  const value = skipSpace(text, equals + 1);
  const quote = text.charAt(value);
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, value + 1);
    return close < 0 ? undefined : close + 1;
  }
  next = value;
  while (next < text.length && !endsUnquoted(text.charCodeAt(next))) next++;
  return next > value ? next : undefined;
}

function isNameCharacter(code: number): boolean {
  return isAlphanumeric(code) || code === 0x5f || code === 0x2d || code === 0x2e || code === 0x3a;
}

/** White space, quotes, `=`, `<`, `>` and the backtick. */
function endsUnquoted(code: number): boolean {
  return (
    isMarkdownSpace(code) || code === 0x22 || code === 0x27 || (code >= 0x3c && code <= 0x3e) || code === 0x60
  );
}
