/** Steps between two pauses: far less than a millisecond's worth. */
const stepsAtOnce = 2000;

/**
 * Sorts numbers in place, so that `inOrder` holds for each and the next; equal ones stay in their order. It pauses often:
 * who goes through the generator decides how long it works at a stretch.
 */
export function* mergeSort(
  items: Uint32Array,
  inOrder: (first: number, second: number) => boolean,
): Generator<undefined, void> {
  const { length } = items;
  let from = items;
  let to: Uint32Array = new Uint32Array(length);
  let steps = 0;
  for (let width = 1; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      const middle = Math.min(start + width, length);
      const end = Math.min(start + 2 * width, length);
      if (middle === end || inOrder(from[middle - 1] ?? 0, from[middle] ?? 0)) {
        to.set(from.subarray(start, end), start);
        if ((steps += 8) >= stepsAtOnce) {
          steps = 0;
          yield undefined;
        }
        continue;
      }
      let left = start;
      let right = middle;
      for (let at = start; at < end; at++) {
        const takesLeft = left < middle && (right >= end || inOrder(from[left] ?? 0, from[right] ?? 0));
        to[at] = (takesLeft ? from[left++] : from[right++]) ?? 0;
        if (++steps >= stepsAtOnce) {
          steps = 0;
          yield undefined;
        }
      }
    }
    [from, to] = [to, from];
  }
  if (from !== items) items.set(from);
}
