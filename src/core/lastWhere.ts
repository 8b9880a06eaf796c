/** The last of the numbers below `count` for which `holds` is true, or -1: it is true up to there, and false from there on. */
export function lastWhere(count: number, holds: (n: number) => boolean): number {
  let low = -1;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
