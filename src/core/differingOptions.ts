import type { ResolvedOptions } from './options.ts';

/** The names of the options that two runs do not have in common. */
export function differingOptions(one: ResolvedOptions, other: ResolvedOptions): (keyof ResolvedOptions)[] {
  const names = Object.keys(one) as (keyof ResolvedOptions)[];
  return names.filter((name) => said(one[name]) !== said(other[name]));
}

/** A text that is the same for values that say the same, whatever the order of their members. */
function said(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
