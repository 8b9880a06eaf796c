/** What a deadline is for. */
export interface Expiring {
  /** The time is over. */
  expire(): void;
}

/** A clock that runs down. It can be held while what is timed has to wait for us, not for the server. */
export class Deadline {
  private readonly owner: Expiring;
  private left = 0;
  private runningSince = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(owner: Expiring) {
    this.owner = owner;
  }

  /** Lets it run for so many ms from now. */
  start(milliseconds: number): void {
    this.stop();
    this.left = milliseconds;
    this.resume();
  }

  /** Leaves it no more than so many ms from now. */
  shorten(milliseconds: number): void {
    this.hold();
    this.left = Math.min(this.left, milliseconds);
    this.resume();
  }

  /** Stops it for the moment. */
  hold(): void {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.left -= performance.now() - this.runningSince;
  }

  /** Lets it go on after `hold`. */
  resume(): void {
    if (this.timer) return;
    this.runningSince = performance.now();
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        this.owner.expire();
      },
      Math.max(1, this.left),
    );
  }

  /** Stops it for good. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
