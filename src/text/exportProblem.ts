import type { ExportFailure } from '../core/exportProtocol.ts';

/** An export cannot go on, for a reason that is not what it is written to. */
export class ExportProblem extends Error {
  readonly why: ExportFailure;

  constructor(why: ExportFailure) {
    super(why);
    this.why = why;
  }
}
