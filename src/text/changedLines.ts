type Range = readonly [start: number, end: number];

/**
 * The lines of a text that an earlier one does not have at that point, as ranges of UTF-16 offsets without line ends. Lines
 * that stand once in both are matched first, and then those around them: of lines that repeat, it may name more than a
 * shortest list of changes would.
 */
export function changedLines(before: string, after: string): Range[] {
  const old = linesOf(before);
  const now = linesOf(after);
  const kept = new Uint8Array(now.length);
  let oldAt = 0;
  let nowAt = 0;
  for (const [oldNext, nowNext] of [...anchors(old, now), [old.length, now.length] as const]) {
    keepBetween(old, now, kept, [oldAt, oldNext], [nowAt, nowNext]);
    if (nowNext < now.length) kept[nowNext] = 1;
    [oldAt, nowAt] = [oldNext + 1, nowNext + 1];
  }
  const ranges: Range[] = [];
  let start = 0;
  now.forEach((line, nth) => {
    if (kept[nth] === 0) ranges.push([start, start + line.length]);
    start += line.length + lengthOfEnd(after, start + line.length);
  });
  return ranges;
}

/** Keeps the lines that are the same from the start and from the end of what lies between two anchors. */
function keepBetween(
  old: readonly string[],
  now: readonly string[],
  kept: Uint8Array,
  [oldStart, oldEnd]: Range,
  [nowStart, nowEnd]: Range,
): void {
  let [oldFirst, first] = [oldStart, nowStart];
  let [oldLast, last] = [oldEnd - 1, nowEnd - 1];
  for (; oldFirst <= oldLast && first <= last && old[oldFirst] === now[first]; oldFirst++) kept[first++] = 1;
  for (; oldFirst <= oldLast && first <= last && old[oldLast] === now[last]; oldLast--) kept[last--] = 1;
}

/** The longest list of lines that stand once in both texts, and in the same order: pairs of line numbers. */
function anchors(old: readonly string[], now: readonly string[]): Range[] {
  const oldNumbers = numbersOfSingles(old);
  const pairs: { oldNumber: number; number: number; previous: number }[] = [];
  // Of the lists of each length, the pair that ends the one with the smallest old number.
  const ends: number[] = [];
  for (const [line, number] of numbersOfSingles(now)) {
    const oldNumber = oldNumbers.get(line);
    if (oldNumber === undefined) continue;
    let length = 0;
    for (let high = ends.length; length < high;) {
      const middle = (length + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.oldNumber ?? 0) < oldNumber) length = middle + 1;
      else high = middle;
    }
    pairs.push({ oldNumber, number, previous: ends[length - 1] ?? -1 });
    ends[length] = pairs.length - 1;
  }
  const found: Range[] = [];
  for (let pair = pairs[ends.at(-1) ?? -1]; pair; pair = pairs[pair.previous]) {
    found.push([pair.oldNumber, pair.number]);
  }
  return found.toReversed();
}

/** The lines that stand there once, in order. */
function numbersOfSingles(lines: readonly string[]): Map<string, number> {
  const numbers = new Map<string, number>();
  const repeated = new Set<string>();
  lines.forEach((line, number) => {
    if (numbers.has(line)) repeated.add(line);
    else numbers.set(line, number);
  });
  for (const line of repeated) numbers.delete(line);
  return numbers;
}

function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
}

function lengthOfEnd(text: string, at: number): number {
  return text.startsWith('\r\n', at) ? 2 : 1;
}
