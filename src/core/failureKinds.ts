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

/** Every phase of an attempt, in the order of their codes in a table. */
export const phases = ['dns', 'connect', 'tls', 'firstByte', 'download'] as const satisfies readonly Phase[];
