import type { Input, Tree } from '@lezer/common';
import type { MarkdownParser } from '@lezer/markdown';

/** UTF-16 code units after which a section may end: the tree of a whole document of many megabytes would weigh too much. */
const sectionLength = 0x1_0000;

/** Parses Markdown from an offset on, and visits its syntax tree section by section; the tree's own offsets begin at `at`. */
export function eachSection(
  parser: MarkdownParser,
  text: string,
  from: number,
  visit: (tree: Tree, at: number) => void,
): void {
  const lines = new Lines(text);
  for (let at = from; at < text.length;) {
    const parse = parser.startParse(lines, [], [{ from: at, to: text.length }]);
    let tree = parse.advance();
    while (!tree) {
      const next = parse.parsedPos;
      if (next - at > sectionLength && parse.stoppedAt === null && beginsBlock(text, next)) {
        parse.stopAt(next - 1);
      }
      tree = parse.advance();
    }
    visit(tree, at);
    at = parse.stoppedAt === null ? text.length : parse.stoppedAt + 1;
  }
}

/**
 * Whether the line that begins here would be read alike at the start of a document. The parser stands between two blocks: what is not
 * indented goes on with no block around it but quotes and lists, which it opens again itself.
 */
function beginsBlock(text: string, at: number): boolean {
  return text.charCodeAt(at) > 0x20;
}

/** The lines of a text as the parser asks for them. */
class Lines implements Input {
  readonly lineChunks = true;
  readonly length: number;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.length = text.length;
  }

  chunk(from: number): string {
    const end = this.text.indexOf('\n', from);
    return end === from ? '\n' : this.text.slice(from, end < 0 ? this.length : end);
  }

  read(from: number, to: number): string {
    return this.text.slice(from, to);
  }
}
