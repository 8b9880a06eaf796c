/** What a deadline is for. */
export interface Expiring {
  /** The time is over. */
  expire(): void;
}

/** ms between two looks at those that run: a deadline expires so much late at most. */
const interval = 20;

/** Those that run, in no order. A timer each would cost a request more than its clock. */
const running: Deadline[] = [];
let timer: NodeJS.Timeout | undefined;

/** A clock that runs down. It can be held while what is timed has to wait for us, not for the server. */
export class Deadline {
  private readonly owner: Expiring;
  /** ms that are left while it is held; else when it is over, in `performance.now()` ms. */
  private left = 0;
  private over = 0;
  /** Its place among those that run; -1: it is held. */
  private place = -1;

  constructor(owner: Expiring) {
    this.owner = owner;
  }

  /** Lets it run for so many ms from now. */
  start(milliseconds: number, now = performance.now()): void {
    this.stop();
    this.left = milliseconds;
    this.run(now);
  }

  /** Leaves it no more than so many ms from now. */
  shorten(milliseconds: number): void {
    this.hold();
    this.left = Math.min(this.left, milliseconds);
    this.resume();
  }

  /** Stops it for the moment. */
  hold(): void {
    if (this.place < 0) return;
    this.stop();
    this.left = this.over - performance.now();
  }

  /** Lets it go on after `hold`. */
  resume(): void {
    if (this.place < 0) this.run(performance.now());
  }

  /** Stops it for good. */
  stop(): void {
    const last = this.place < 0 ? undefined : running.pop();
    if (last && last !== this) {
      running[this.place] = last;
      last.place = this.place;
    }
    this.place = -1;
  }

  private run(now: number): void {
    this.over = now + this.left;
    this.place = running.push(this) - 1;
    timer ??= setTimeout(look, interval);
  }

  /** Tells its owner if it is over at `now`, in `performance.now()` ms. */
  check(now: number): void {
    if (this.place < 0 || now < this.over) return;
    this.stop();
    this.owner.expire();
  }
}

function look(): void {
  timer = undefined;
  const now = performance.now();
  try {
    // Its owner may start and stop others.
    for (const deadline of running.slice()) deadline.check(now);
  } finally {
    if (running.length > 0) timer ??= setTimeout(look, interval);
  }
}
