/** Bits of what has changed between two runs for one URL; none of them: all that is known is the same. */
export const change = {
  /** Only in the later run. */
  new: 1,
  /** Only in the earlier run. */
  gone: 2,
  status: 4,
  outcome: 8,
  body: 16,
  slower: 32,
  faster: 64,
  /** One of the two was cancelled, or has not ended: there is nothing to compare. */
  unknown: 128,
  /** Nothing is known of the bodies: one of them was not stored, or both were cut. */
  bodyUnknown: 256,
} as const;

/** What a person can look for in a comparison. */
export const changeKinds = [
  'new',
  'gone',
  'status',
  'outcome',
  'body',
  'slower',
  'faster',
  'unknown',
  'bodyUnknown',
  'same',
] as const;

/** One of `changeKinds`. */
export type ChangeKind = (typeof changeKinds)[number];

/** Whether these bits are of a kind; they can be of several. */
export function isOfKind(bits: number, kind: ChangeKind): boolean {
  return kind === 'same' ? bits === 0 : (bits & change[kind]) !== 0;
}

/** How many entries are of each kind. */
export function countChanges(changes: Uint16Array): Record<ChangeKind, number> {
  const counts = Object.fromEntries(changeKinds.map((kind) => [kind, 0])) as Record<ChangeKind, number>;
  for (const bits of changes) for (const kind of changeKinds) if (isOfKind(bits, kind)) counts[kind] += 1;
  return counts;
}
