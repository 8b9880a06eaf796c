import { isAlphanumeric, isSpace } from './characters.ts';

const apostrophe = 1;
const star = 2;
const underscore = 4;
const tilde = 8;
const pipe = 16;
const curly = 32;

function bitOf(code: number): number {
  switch (code) {
    case 0x27:
      return apostrophe;
    case 0x2a:
      return star;
    case 0x5f:
      return underscore;
    case 0x7e:
      return tilde;
    case 0x7c:
      return pipe;
    case 0x2018: // ‘, which ’ closes
    case 0x2019:
      return curly;
    default:
      return 0;
  }
}

/** Which quotes and markers stand open on the line before a URL, and whether a `|` does. Moves forward only: linear over a text. */
export class LineMarks {
  /** UTF-16 code units looked at so far. */
  steps = 0;
  /** Where the line begins, or the text as far as it was read. */
  lineStart: number;
  private readonly text: string;
  private at: number;
  private open = 0;

  constructor(text: string, from: number) {
    this.text = text;
    this.at = from;
    this.lineStart = from;
  }

  /** Reads what stands between the last URL and the one that begins at `start`. */
  advanceTo(start: number): void {
    const { text } = this;
    let at = start;
    while (at > this.at && text.charCodeAt(at - 1) !== 0x0a) at--;
    this.steps += 2 * (start - at);
    if (at > this.at) {
      this.open = 0;
      this.lineStart = at;
    }
    while (at < start) {
      const code = text.charCodeAt(at);
      const bit = bitOf(code);
      let next = at + 1;
      if (bit !== 0) {
        while (next < start && text.charCodeAt(next) === code) next++;
        this.meet(bit, at, next, start);
      }
      at = next;
    }
    this.at = start;
  }

  /** Goes on after a URL, whose own characters open nothing. */
  skipTo(end: number): void {
    this.at = end;
  }

  /** Whether a mark of this character stands open. */
  isOpen(code: number): boolean {
    return (this.open & bitOf(code)) !== 0;
  }

  private meet(bit: number, from: number, to: number, url: number): void {
    if (bit === pipe || to === url) {
      this.open |= bit;
      return;
    }
    const before = from === this.lineStart ? Number.NaN : this.text.charCodeAt(from - 1);
    const after = this.text.charCodeAt(to);
    if (isAlphanumeric(before) && isAlphanumeric(after)) return; // it's, snake_case, 2*3
    if (bit === apostrophe && (to - from) % 2 === 0) return; // an empty string in code
    if ((this.open & bit) !== 0) {
      if (!isSpace(before)) this.open &= ~bit;
    } else if (!isAlphanumeric(before) && !isSpace(after)) {
      this.open |= bit;
    }
  }
}
