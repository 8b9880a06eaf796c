/** ms after which a choice is at rest: by then the second click of two has come, and a key that is held down has come again. */
const restMilliseconds = 300;

/** Tells which one row of which run a person has chosen, once that is at rest. */
export class RestingChoice {
  private readonly tell: (run: string, index: number) => void;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (run: string, index: number) => void) {
    this.tell = tell;
  }

  /** A row is chosen, in the place of any that was not told yet. */
  make(run: string, index: number): void {
    this.drop();
    this.timer = setTimeout(() => this.tell(run, index), restMilliseconds);
  }

  /** What was not told yet is not to be told. */
  drop(): void {
    clearTimeout(this.timer);
  }
}
