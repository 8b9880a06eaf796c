/** Where a run stands, in numbers. Times are milliseconds, sizes bytes. */
export interface Summary {
  /** Requests of the run. */
  count: number;
  running: number;
  /** Waiting for their next attempt. */
  waiting: number;
  ok: number;
  httpError: number;
  failed: number;
  cancelled: number;
  /** From the run's start until now, or until its end. */
  wallTime: number;
  /** What the ended requests took, added up: what they would have taken one by one. */
  sumOfTimes: number;
  bodyBytes: number;
  wireBytes: number;
}

/** Requests that have ended, however they ended. */
export function done(summary: Summary): number {
  return summary.ok + summary.httpError + summary.failed + summary.cancelled;
}

/** How many times faster the run was than its requests one by one; `undefined` before there is anything to compare. */
export function speedUp(summary: Summary): number | undefined {
  return summary.wallTime > 0 && summary.sumOfTimes > 0 ? summary.sumOfTimes / summary.wallTime : undefined;
}
