/** What can be done about one request from its details, beside opening its body and cancelling it: names of commands. */
export const rowActions = [
  'compareWithEarlier',
  'revealUrl',
  'copyUrl',
  'copyAsCurl',
  'copyPreview',
  'runSelectedAgain',
] as const;

/** One of `rowActions`. */
export type RowAction = (typeof rowActions)[number];
