import { lastWhere } from '../core/lastWhere.ts';
/** A part of a source with its escapes decoded, whose offsets map back to the source. Offsets are UTF-16. */
export class DecodedText {
  text = '';
  private readonly source: string;
  private readonly start: number;
  private read: number;
  private escapes: { at: number; length: number; from: number; to: number }[] | undefined;

  constructor(source: string, from: number) {
    this.source = source;
    this.start = from;
    this.read = from;
  }

  /** Appends what an escape at `from` to `to` in the source means, after what stands before it there. */
  appendEscape(meaning: string, from: number, to: number): void {
    this.endAt(from);
    this.escapes ??= [];
    this.escapes.push({ at: this.text.length, length: meaning.length, from, to });
    this.text += meaning;
    this.read = to;
  }

  /** Appends what stands in the source up to `to`. */
  endAt(to: number): this {
    this.text += this.source.slice(this.read, to);
    this.read = to;
    return this;
  }

  /** Where the code unit at this offset begins in the source. */
  sourceStart(offset: number): number {
    const escape = this.escapeBefore(offset);
    if (!escape) return this.start + offset;
    const beyond = offset - escape.at - escape.length;
    return beyond < 0 ? escape.from : escape.to + beyond;
  }

  /** Where the code unit before this offset ends in the source. */
  sourceEnd(offset: number): number {
    const last = offset - 1;
    const escape = this.escapeBefore(last);
    return escape && last < escape.at + escape.length ? escape.to : this.sourceStart(last) + 1;
  }

  /** The last escape that begins at this offset or before. */
  private escapeBefore(offset: number) {
    const { escapes } = this;
    if (!escapes) return undefined;
    return escapes[lastWhere(escapes.length, (n) => (escapes[n]?.at ?? 0) <= offset)];
  }
}
