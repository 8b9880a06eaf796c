/* C0 and C1 control characters (so that no terminal sequence and no line break gets through), and the characters that
   reorder or hide text: bidirectional marks, line separators, zero-width space and byte order mark. */
const unsafe = new RegExp(
  String.raw`[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+`,
  'g',
);

/** A text from elsewhere as it may stand in one line of output: what could forge, reorder or hide text is replaced. */
export function plainText(text: string, maximum = 2000): string {
  const cut = text.length > maximum ? `${text.slice(0, maximum)}…` : text;
  return cut.replace(unsafe, '\ufffd');
}
