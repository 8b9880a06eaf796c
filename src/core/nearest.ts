/** Where a text stands in another, as near as can be to an offset; `undefined` where it is not in it. */
export function nearest(text: string, wanted: string, offset: number): number | undefined {
  if (wanted === '') return undefined;
  const before = text.lastIndexOf(wanted, offset);
  const after = text.indexOf(wanted, offset);
  if (before < 0 || after < 0) return before < 0 && after < 0 ? undefined : Math.max(before, after);
  return offset - before <= after - offset ? before : after;
}
