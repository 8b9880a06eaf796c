/**
 * A text that counts how much of itself is read, in UTF-16 code units: each that is asked for, each that a search passes over, each
 * that is copied. What becomes of a copy is not counted: it is as long as what was counted for it.
 */
class CountedText extends String {
  read = 0;
  private readonly text: string;

  constructor(text: string) {
    super(text);
    this.text = text;
  }

  override charCodeAt(at: number): number {
    this.read++;
    return this.text.charCodeAt(at);
  }

  override charAt(at: number): string {
    this.read++;
    return this.text.charAt(at);
  }

  override startsWith(part: string, at?: number): boolean {
    this.read += part.length;
    return this.text.startsWith(part, at);
  }

  override indexOf(part: string, from = 0): number {
    const at = this.text.indexOf(part, from);
    this.read += Math.max(0, (at < 0 ? this.length : at) - from) + part.length;
    return at;
  }

  override includes(part: string): boolean {
    return this.indexOf(part) >= 0;
  }

  override slice(from?: number, to?: number): string {
    const part = this.text.slice(from, to);
    this.read += part.length;
    return part;
  }

  /** What all other methods work on, and regular expressions. */
  override toString(): string {
    this.read += this.length;
    return this.text;
  }
}

/** How many code units of a text are read, when something reads it as a string. */
export function readOf(text: string, read: (text: string) => void): number {
  const counted = new CountedText(text);
  read(counted as unknown as string);
  return counted.read;
}
