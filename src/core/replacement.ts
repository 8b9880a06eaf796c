/** A part of a text, between two UTF-16 offsets, and what is to stand there instead. */
export interface Replacement {
  start: number;
  end: number;
  text: string;
}

/** The text after these replacements, which stand in its order and do not overlap. */
export function replaceParts(text: string, replacements: readonly Replacement[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: instead } of replacements) {
    parts.push(text.slice(at, start), instead);
    at = end;
  }
  return parts.join('') + text.slice(at);
}
