import type { Problem } from '../api.ts';

/** Problems of one text that are told; whoever has more has them all for the same reason. */
const most = 1000;

/** Collects what is wrong in a text, whose parts may be read one after the other. */
export class ProblemCollector {
  private readonly problems: Problem[] = [];
  /** Where in the text the part begins that is being read. */
  base = 0;

  /** As they stand in the text. */
  get inOrder(): readonly Problem[] {
    return this.problems.toSorted((one, other) => one.start - other.start);
  }

  /** Offsets are those of the part. */
  add(start: number, end: number, message: string, severity: Problem['severity'] = 'error'): void {
    if (this.problems.length >= most) return;
    this.problems.push({ start: this.base + start, end: this.base + end, message, severity });
  }
}
