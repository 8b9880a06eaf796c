/**
 * A text from outside as one harmless line: runs of white space become one space, control characters their pictures
 * (`␀`), and characters that are invisible or turn the writing direction their code points, as VS Code's editor shows
 * them (`[U+202E]`).
 */
export function visibleText(text: string): string {
  return visible(text.replaceAll(/[^\S\uFEFF]+/g, ' '));
}

/** The same for a text of several lines, which keeps its line feeds, tabs and spaces. */
export function visibleLines(text: string): string {
  return visible(text.replaceAll('\r\n', '\n'));
}

function visible(text: string): string {
  return text
    .replaceAll(/(?![\n\t])\p{Cc}/gu, controlPicture)
    .replaceAll(/[\u061C\u200B\u200E\u200F\u2028-\u202E\u2060\u2066-\u2069\uFEFF]/g, codePoint);
}

function controlPicture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : codePoint(character);
}

function codePoint(character: string): string {
  return `[U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`;
}
