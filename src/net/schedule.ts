/** How many may be under way at once. */
export interface Limits {
  concurrency: number;
  concurrencyPerHost: number;
  /** Starts a second per origin; 0: as many as the other limits allow. */
  requestsPerSecond: number;
}

interface OriginQueue {
  readonly origin: string;
  /** Indexes that wait; those before `head` have gone. */
  waiting: number[];
  head: number;
  /** Indexes to go before all others: they hold a place in line already (redirect hops, retries). */
  readonly urgent: number[];
  active: number;
  /** Whether it stands in the ring. */
  ready: boolean;
  /** Nothing of it starts before, in `performance.now()` ms; 0: no matter when. */
  notBefore: number;
  /** Runs while it waits for that. */
  timer: NodeJS.Timeout | undefined;
}

/**
 * Decides what starts when: a queue per origin, origins served in turn, never more at once than the limits say.
 * It knows requests by index only, so that a million of them wait in a few arrays of numbers.
 */
export class Schedule {
  private readonly limits: Limits;
  private readonly start: (index: number, origin: string) => boolean;
  private readonly origins = new Map<string, OriginQueue>();
  /** Origins that have something waiting and a free place, in the order in which they are served. */
  private ring: OriginQueue[] = [];
  private ringHead = 0;
  private active = 0;
  private held = false;
  private pumping = false;

  /**
   * `start` is called when an index may begin, and says whether it did, or needs nothing any more; each call must be
   * followed by one `release` of its origin.
   */
  constructor(limits: Limits, start: (index: number, origin: string) => boolean) {
    this.limits = limits;
    this.start = start;
  }

  /** Queues an index; an urgent one goes before all others of its origin. Nothing starts before the next `pump` or `release`. */
  add(index: number, origin: string, urgent = false): void {
    const queue = this.queueOf(origin);
    (urgent ? queue.urgent : queue.waiting).push(index);
    this.enlist(queue);
  }

  /** Starts whatever may start now. */
  pump(): void {
    // A start that ends at once calls release, which pumps: one loop does for both.
    if (this.pumping) return;
    this.pumping = true;
    try {
      while (!this.held && this.active < this.limits.concurrency && this.startNext());
    } finally {
      this.pumping = false;
    }
    if (this.ringHead > 1024 || this.ringHead === this.ring.length) {
      this.ring = this.ring.slice(this.ringHead);
      this.ringHead = 0;
    }
  }

  /** Gives back the place of one that had been started. */
  release(origin: string): void {
    const queue = this.queueOf(origin);
    queue.active--;
    this.active--;
    this.enlist(queue);
    this.pump();
  }

  /** Stops starting anything, or goes on. */
  hold(held: boolean): void {
    this.held = held;
    this.pump();
  }

  /** Starts nothing of an origin for so many ms; what is under way goes on. */
  pause(origin: string, milliseconds: number): void {
    const queue = this.queueOf(origin);
    queue.notBefore = Math.max(queue.notBefore, performance.now() + milliseconds);
  }

  /** Forgets all that waits. */
  clear(): void {
    for (const queue of this.origins.values()) {
      clearTimeout(queue.timer);
      queue.timer = undefined;
      queue.waiting = [];
      queue.head = 0;
      queue.urgent.length = 0;
    }
  }

  /** Whether nothing of this origin waits or is under way. */
  isIdle(origin: string): boolean {
    const queue = this.origins.get(origin);
    return !queue || (queue.active === 0 && !hasWaiting(queue));
  }

  /** How many of this origin wait. */
  waitingOf(origin: string): number {
    const queue = this.origins.get(origin);
    return queue ? queue.waiting.length - queue.head + queue.urgent.length : 0;
  }

  private queueOf(origin: string): OriginQueue {
    let queue = this.origins.get(origin);
    if (!queue) {
      queue = {
        origin,
        waiting: [],
        head: 0,
        urgent: [],
        active: 0,
        ready: false,
        notBefore: 0,
        timer: undefined,
      };
      this.origins.set(origin, queue);
    }
    return queue;
  }

  private enlist(queue: OriginQueue): void {
    if (queue.ready || queue.timer) return;
    if (queue.active >= this.limits.concurrencyPerHost || !hasWaiting(queue)) return;
    const wait = queue.notBefore === 0 ? 0 : queue.notBefore - performance.now();
    if (wait > 0) {
      queue.timer = setTimeout(() => {
        queue.timer = undefined;
        this.enlist(queue);
        this.pump();
      }, wait);
      return;
    }
    queue.ready = true;
    this.ring.push(queue);
  }

  /** Serves the next origin; `false`: there is none. */
  private startNext(): boolean {
    const queue = this.ring[this.ringHead];
    if (!queue) return false;
    this.ringHead++;
    queue.ready = false;
    // It may have been told to pause while it stood in the ring.
    const index = isPaused(queue) ? undefined : this.take(queue);
    if (index !== undefined) {
      this.active++;
      queue.active++;
      // What has been cancelled meanwhile costs no turn.
      if (this.start(index, queue.origin) && this.limits.requestsPerSecond > 0) {
        const next = performance.now() + 1000 / this.limits.requestsPerSecond;
        queue.notBefore = Math.max(queue.notBefore, next);
      }
    }
    this.enlist(queue);
    return true;
  }

  private take(queue: OriginQueue): number | undefined {
    const urgent = queue.urgent.shift();
    if (urgent !== undefined) return urgent;
    const index = queue.waiting[queue.head];
    if (index !== undefined) queue.head++;
    if (queue.head === queue.waiting.length) {
      queue.waiting = [];
      queue.head = 0;
    }
    return index;
  }
}

function hasWaiting(queue: OriginQueue): boolean {
  return queue.urgent.length > 0 || queue.head < queue.waiting.length;
}

function isPaused({ notBefore }: OriginQueue): boolean {
  return notBefore > 0 && notBefore > performance.now();
}
