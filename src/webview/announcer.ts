/** What an announcer needs to know of time. */
export interface Clock {
  now(): number;
  setTimeout(callback: () => void, milliseconds: number): number;
  clearTimeout(timer: number): void;
}

const pause = 2000;

/** Feeds a live region: at most one text every 2 s, of several the newest, and the last word at once. */
export class Announcer {
  private readonly say: (text: string) => void;
  private readonly clock: Clock;
  private saidAt = Number.NEGATIVE_INFINITY;
  private said = '';
  private next = '';
  private timer: number | undefined;

  constructor(say: (text: string) => void, clock: Clock) {
    this.say = say;
    this.clock = clock;
  }

  /** How things stand; said when its time has come. */
  update(text: string): void {
    this.next = text;
    if (this.timer !== undefined) return;
    const wait = this.saidAt + pause - this.clock.now();
    if (wait <= 0) this.speak();
    else this.timer = this.clock.setTimeout(() => this.speak(), wait);
  }

  /** How things ended; said at once. */
  end(text: string): void {
    this.next = text;
    this.speak();
  }

  /** Takes back what has not been said yet. */
  hush(): void {
    if (this.timer !== undefined) this.clock.clearTimeout(this.timer);
    this.timer = undefined;
  }

  private speak(): void {
    this.hush();
    if (this.next === this.said) return;
    this.said = this.next;
    this.saidAt = this.clock.now();
    this.say(this.next);
  }
}
