/** A text put together from decoded pieces of a source, whose offsets map back to the source. Offsets are UTF-16. */
export class DecodedText {
  text = '';
  private readonly pieces: { at: number; from: number; to: number; verbatim: boolean }[] = [];

  /** Appends what stands at `from` to `to` in the source, unchanged. */
  appendVerbatim(source: string, from: number, to: number): void {
    if (from === to) return;
    this.pieces.push({ at: this.text.length, from, to, verbatim: true });
    this.text += source.slice(from, to);
  }

  /** Appends what an escape at `from` to `to` in the source means; at least one code unit. */
  appendEscape(meaning: string, from: number, to: number): void {
    this.pieces.push({ at: this.text.length, from, to, verbatim: false });
    this.text += meaning;
  }

  /** Where the code unit at this offset begins in the source. */
  sourceStart(offset: number): number {
    const piece = this.pieceAt(offset);
    return piece.verbatim ? piece.from + offset - piece.at : piece.from;
  }

  /** Where the code unit before this offset ends in the source. */
  sourceEnd(offset: number): number {
    const piece = this.pieceAt(offset - 1);
    return piece.verbatim ? piece.from + offset - piece.at : piece.to;
  }

  private pieceAt(offset: number) {
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.pieces[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const piece = this.pieces[low];
    if (!piece) throw new RangeError('an empty text has no offsets');
    return piece;
  }
}
