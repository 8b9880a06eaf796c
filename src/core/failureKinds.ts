import type { FailureKind, Phase } from '../api.ts';

/** Every kind of failure, in the order of their codes in a table. */
export const failureKinds = [
  'dns',
  'refused',
  'reset',
  'timeout',
  'tls',
  'proxy',
  'protocol',
  'headersTooLarge',
  'decode',
  'redirect',
  'unsupportedUrl',
  'input',
  'storage',
  'internal',
  'excluded',
] as const satisfies readonly FailureKind[];

/** Where the README explains a status that is not accepted; each kind of failure has its own name there. */
export const notAcceptedAnchor = 'not-accepted';

/** All that the README explains. */
export const explained: readonly string[] = [...failureKinds, notAcceptedAnchor];

/** Every phase of an attempt, in the order of their codes in a table. */
export const phases = ['dns', 'connect', 'tls', 'firstByte', 'download'] as const satisfies readonly Phase[];
