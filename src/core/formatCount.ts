const format = new Intl.NumberFormat('en-US');

/** A number of things for people: `1,000,000`. */
export function formatCount(count: number): string {
  return format.format(count);
}
