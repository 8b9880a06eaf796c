/** So many questions in a row go without an answer before the host counts as gone: it may be busy for a while. */
const patience = 3;

/** Whether the host lives, as far as can be told from what it says. */
export class HostPulse {
  private readonly ask: () => void;
  /** Questions for a sign of life since the host last spoke. */
  private unanswered = 0;

  /** `ask` asks the host for a sign of life. */
  constructor(ask: () => void) {
    this.ask = ask;
  }

  /** The host has not answered for a while. */
  get isGone(): boolean {
    return this.unanswered >= patience;
  }

  /** Asks for a sign of life; to be called now and then. Returns whether the host counts as gone from this moment on. */
  ping(): boolean {
    this.unanswered += 1;
    this.ask();
    return this.unanswered === patience;
  }

  /** The host has spoken. Returns whether it had counted as gone. */
  heard(): boolean {
    const wasGone = this.isGone;
    this.unanswered = 0;
    return wasGone;
  }
}
