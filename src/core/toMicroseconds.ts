/** Milliseconds with three decimals: nobody reads more, and long fractions cost more to write than all the rest of a record. */
export function toMicroseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
