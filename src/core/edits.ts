/** A change of a text: at an offset characters were removed, and others added. All counts are UTF-16 code units. */
export interface Edit {
  offset: number;
  removed: number;
  added: number;
}

/** A part of a text, by offsets. */
export interface TextRange {
  start: number;
  end: number;
}

/** Where a part of a text is after edits, one after the other; what was put inside it has become part of it. */
export function rangeAfter(edits: readonly Edit[], range: TextRange): TextRange {
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
export function offsetBefore(edits: readonly Edit[], after: number): number {
  let at = after;
  for (const { offset, removed, added } of edits.toReversed()) {
    if (at <= offset) continue;
    at = at >= offset + added ? at - added + removed : offset;
  }
  return at;
}
