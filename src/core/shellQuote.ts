/** A text as one word of a POSIX shell, which expands nothing in it. */
export function shellQuote(text: string): string {
  return /^[A-Za-z0-9][\w./:-]*$/.test(text) ? text : `'${text.replaceAll(`'`, `'\\''`)}'`;
}

/**
 * A command of a POSIX shell that writes these bytes, or this text as UTF-8, to its output. It holds no character that a
 * terminal would take for a key when it is pasted, or that would hide or reorder what is read there.
 */
export function printCommand(data: string | Uint8Array): string {
  const format =
    typeof data === 'string'
      ? data.replaceAll(/[\\%]/g, escapeFormat).replaceAll(unprintable, octalOfText)
      : Array.from(data, octalOfByte).join('');
  // What begins with a dash would be an option.
  return `printf ${shellQuote(format.replace(/^-/, String.raw`\055`))}`;
}

/** Whether a text can be pasted into a terminal as it is: it may have line feeds, and no other control characters. */
export function isPastable(text: string): boolean {
  return !text.replaceAll('\n', '').match(unprintable);
}

/** C0 and C1 control characters, and those that are invisible or reorder what is read. */
export const unprintable = new RegExp(
  String.raw`[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]`,
  'g',
);

function escapeFormat(character: string): string {
  return character === '%' ? '%%' : String.raw`\\`;
}

function octalOfText(character: string): string {
  const hex = encodeURIComponent(character).match(/%[\dA-F]{2}/g);
  return (hex ?? []).map((each) => octal(Number.parseInt(each.slice(1), 16))).join('');
}

function octalOfByte(byte: number): string {
  const character = String.fromCharCode(byte);
  if (character === '%' || character === '\\') return escapeFormat(character);
  return byte >= 0x20 && byte < 0x7f ? character : octal(byte);
}

function octal(byte: number): string {
  return `\\${byte.toString(8).padStart(3, '0')}`;
}
