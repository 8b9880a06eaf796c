const pieceLength = 1024 * 1024;

/** What is needed of a `vscode.TextDocument` to take its text in pieces. */
export interface LinesOfText {
  readonly lineCount: number;
  /** The lines from `first` up to and without `end`, with their line breaks. */
  lines(first: number, end: number): string;
}

/** The text in pieces of about 1 MiB, each taken when it is asked for. */
export function* piecesOfLines(text: LinesOfText): Generator<string> {
  let count = 1000;
  for (let first = 0; first < text.lineCount;) {
    const end = Math.min(text.lineCount, first + count);
    const lines = text.lines(first, end);
    yield* piecesOf(lines);
    count = Math.max(1, Math.round(((end - first) * pieceLength) / Math.max(1, lines.length)));
    first = end;
  }
}

/** A string in pieces of at most 1 MiB of UTF-16 code units. */
export function* piecesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += pieceLength) {
    yield text.slice(start, start + pieceLength);
  }
}
