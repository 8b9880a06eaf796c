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
  /** What the requests that ended with an answer or a failure took, added up: what they would have taken one by one. */
  sumOfTimes: number;
  bodyBytes: number;
  wireBytes: number;
}

/** Requests that came to an answer or to a failure: what was cancelled was not done. */
export function done({ ok, httpError, failed }: Summary): number {
  return ok + httpError + failed;
}

/** Requests of which nothing more comes: those that are done, and those that were cancelled. */
export function ended(summary: Summary): number {
  return done(summary) + summary.cancelled;
}

/** How many times faster the run was than its requests one by one; `undefined` where nothing was fetched that could tell. */
export function speedUp({ ok, httpError, wallTime, sumOfTimes }: Summary): number | undefined {
  return ok + httpError > 0 && wallTime > 0 && sumOfTimes > 0 ? sumOfTimes / wallTime : undefined;
}
