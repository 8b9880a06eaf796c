/** A change of a text: at an offset characters were removed, and others added. All counts are UTF-16 code units. */
export interface TextEdit {
  offset: number;
  removed: number;
  added: number;
}

/** What was changed at once: one after the other, each from the text's end towards its start, so that none moves another. */
export type TextEdits = readonly TextEdit[];

/** A part of a text, by offsets. */
export interface TextRange {
  start: number;
  end: number;
}

/** Where a part of a text is after edits, one after the other; what was put inside it has become part of it. */
export function rangeAfter(edits: TextEdits, range: TextRange): TextRange {
  let { start, end } = range;
  for (const { offset, removed, added } of edits) {
    if (end <= offset) continue;
    const editEnd = offset + removed;
    if (start >= editEnd) start += added - removed;
    else start = Math.min(start, offset);
    end = Math.max(end, editEnd) + added - removed;
  }
  return { start, end };
}

/** Where an offset was before edits; in what they added, it is where that was put. */
export function offsetBefore(edits: TextEdits, after: number): number {
  let at = after;
  for (const { offset, removed, added } of edits.toReversed()) {
    if (at <= offset) continue;
    at = at >= offset + added ? at - added + removed : offset;
  }
  return at;
}

/** Changes as VS Code tells them; where they are not in the order from the end to the start, one after the other. */
export function inSteps(edits: TextEdits): TextEdits[] {
  const isDescending = edits.every(
    ({ offset, removed }, nth) => offset + removed <= (edits[nth - 1]?.offset ?? Infinity),
  );
  return isDescending ? [edits] : edits.map((edit) => [edit]);
}
