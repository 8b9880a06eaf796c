import { isGroupLine } from './groupLine.ts';

/** The lines of a `.http` file, of which one is looked at. Offsets are UTF-16. */
export class HttpLines {
  /** Where the line begins. */
  start = 0;
  /** Where it ends, what is blank at its end included. */
  end = 0;
  /** Its text, without what is blank at its end. */
  line = '';
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.goTo(text.startsWith('\ufeff') ? 1 : 0);
  }

  /** Whether there are no more lines. */
  get over(): boolean {
    return this.start >= this.text.length;
  }

  get isGroup(): boolean {
    return isGroupLine(this.line.trimStart(), 0);
  }

  get isBlank(): boolean {
    return this.line === '';
  }

  /** Where the first sign of the line stands. */
  get first(): number {
    return this.start + this.line.length - this.line.trimStart().length;
  }

  /** Where `line` ends. */
  get lineEnd(): number {
    return this.start + this.line.length;
  }

  next(): void {
    this.goTo(this.end + 1);
  }

  private goTo(start: number): void {
    const lineEnd = this.text.indexOf('\n', start);
    this.start = start;
    this.end = lineEnd < 0 ? this.text.length : lineEnd;
    this.line = this.text.slice(this.start, this.end).trimEnd();
  }
}
