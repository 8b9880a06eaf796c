import { type MarkdownConfig, Table, TaskList, parser } from '@lezer/markdown';
import type { SyntaxNodeRef } from '@lezer/common';
import { readHtmlAttributes } from './htmlAttributes.ts';
import { type Definitions, readDefinitions } from './markdownDefinitions.ts';
import { readInline } from './markdownInline.ts';
import { decodeMarkdown } from './markdownText.ts';
import type { RequestCollector } from './requestCollector.ts';
import { isHttpUrl } from './verbatimUrl.ts';

const deepest = 100;

/** Makes a paragraph of what is nested deeper than anyone writes: each line costs as much as its blocks are deep. */
const depthLimit: MarkdownConfig = {
  parseBlock: [
    {
      name: 'DepthLimit',
      before: 'IndentedCode',
      parse(context, line) {
        if (context.depth < deepest) return false;
        const end = context.lineStart + line.text.length;
        context.addElement(context.elt('Paragraph', context.lineStart + line.pos, end));
        context.nextLine();
        return true;
      },
    },
  ],
};

/** A block that may hold URLs. */
interface Leaf {
  /** Where it begins in the document. */
  at: number;
  /** As long as in the document, with the marks of the blocks around it blanked. */
  text: string;
  html: boolean;
  definitions?: Definitions;
}

const blocks = parser.configure([
  Table,
  TaskList,
  depthLimit,
  {
    // Definitions and inline text are read by code of our own: the parser's takes quadratic time on hostile text.
    remove: ['LinkReference'],
    parseInline: [{ name: 'Nothing', before: 'Escape', parse: (context) => context.end }],
  },
]);

/** Reads the URLs of Markdown: destinations, definitions, autolinks, raw HTML, and bare ones by the plain rules; none in code. */
export function readMarkdown(text: string, collector: RequestCollector): void {
  const leaves: Leaf[] = [];
  const labels = new Set<string>();
  blocks.parse(text).iterate({
    enter: (node) => {
      switch (node.name) {
        case 'FencedCode':
        case 'CodeBlock':
        case 'CommentBlock':
        case 'ProcessingInstructionBlock':
          return false;
        case 'HTMLBlock':
          addLeaf(node, true);
          return false;
        case 'Paragraph':
        case 'Task':
        case 'TableCell':
        case 'ATXHeading1':
        case 'ATXHeading2':
        case 'ATXHeading3':
        case 'ATXHeading4':
        case 'ATXHeading5':
        case 'ATXHeading6':
        case 'SetextHeading1':
        case 'SetextHeading2':
          addLeaf(node, false);
          return false;
        default:
          return true;
      }
    },
  });

  function addLeaf(node: SyntaxNodeRef, html: boolean): void {
    const leaf: Leaf = { at: node.from, text: textOf(text, node), html };
    // A URL holds `://`, with an escape in it or without.
    if (!/:\/\/|[\\&]/.test(leaf.text)) return;
    leaves.push(leaf);
    if (html || !leaf.text.startsWith('[')) return;
    leaf.definitions = readDefinitions(leaf.text);
    for (const label of leaf.definitions.labels) labels.add(label);
  }

  for (const leaf of leaves) readLeaf(leaf, labels, collector);
}

function textOf(document: string, node: SyntaxNodeRef): string {
  let text = '';
  let at = node.from;
  if (document.slice(node.from, node.to).includes('\n')) {
    for (const mark of node.node.getChildren('QuoteMark')) {
      text += document.slice(at, mark.from) + ' '.repeat(mark.to - mark.from);
      at = mark.to;
    }
  }
  return text + document.slice(at, node.to);
}

function readLeaf(leaf: Leaf, labels: ReadonlySet<string>, collector: RequestCollector): void {
  const { at, text, definitions } = leaf;
  const add = (url: string, start: number, end: number) => collector.add(url, at + start, at + end);
  if (leaf.html) {
    readHtmlAttributes(text, add);
    return;
  }
  for (const { start, end } of definitions?.destinations ?? []) {
    const url = decodeMarkdown(text.slice(start, end));
    if (isHttpUrl(url)) add(url, start, end);
  }
  for (const { url, start, end } of readInline(text, definitions?.end ?? 0, labels)) add(url, start, end);
}
