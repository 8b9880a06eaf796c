import { type MarkdownConfig, Table, TaskList, parser } from '@lezer/markdown';
import type { SyntaxNodeRef } from '@lezer/common';
import type { FoundUrl } from './foundUrl.ts';
import { frontMatterEnd } from './frontMatter.ts';
import { readHtml } from './html.ts';
import { type Definitions, readDefinitions } from './markdownDefinitions.ts';
import { readInline } from './markdownInline.ts';
import { eachSection } from './markdownSections.ts';
import { decodeMarkdown } from './markdownText.ts';
import { isHttpUrl } from './verbatimUrl.ts';
import { readYaml } from './yaml.ts';

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

/** Leaves paragraphs without URLs out of the tree: most have none, and each costs time and memory. */
const paragraphsWithUrls: MarkdownConfig = {
  parseBlock: [
    {
      name: 'ParagraphWithoutUrls',
      leaf: () => ({ nextLine: () => false, finish: (_, leaf) => !mayHoldUrl(leaf.content) }),
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
  paragraphsWithUrls,
  depthLimit,
  {
    // Definitions and inline text are read by code of our own: the parser's takes quadratic time on hostile text.
    remove: ['LinkReference'],
    parseInline: [{ name: 'Nothing', before: 'Escape', parse: (context) => context.end }],
  },
]);

/**
 * Reads the URLs of Markdown: destinations, definitions, autolinks, raw HTML, and bare ones by the plain rules; none in code.
 * Front matter is read as YAML.
 */
export function readMarkdown(text: string, found: FoundUrl): void {
  const body = frontMatterEnd(text);
  const leaves: Leaf[] = [];
  const labels = new Set<string>();
  eachSection(blocks, text, body, (tree, at) => {
    tree.iterate({
      enter: (node) => {
        switch (node.name) {
          case 'FencedCode':
          case 'CodeBlock':
          case 'CommentBlock':
          case 'ProcessingInstructionBlock':
            return false;
          case 'HTMLBlock':
            addLeaf(node, at, !beginsComponent(text, at + node.from));
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
            addLeaf(node, at, false);
            return false;
          default:
            return true;
        }
      },
    });
  });

  function addLeaf(node: SyntaxNodeRef, section: number, html: boolean): void {
    const leaf: Leaf = { at: section + node.from, text: textOf(text, section, node), html };
    if (!mayHoldUrl(leaf.text)) return;
    leaves.push(leaf);
    if (html || !leaf.text.startsWith('[')) return;
    leaf.definitions = readDefinitions(leaf.text);
    for (const label of leaf.definitions.labels) labels.add(label);
  }

  if (body > 0) readYaml(text, body, found);
  for (const leaf of leaves) readLeaf(leaf, labels, found);
}

/** Whether a component of MDX begins here (`<Tab>`), whose content is Markdown. */
function beginsComponent(text: string, at: number): boolean {
  return /^<\/?[A-Z]\w*[a-z]/.test(text.slice(at, at + 60));
}

/** Whether a text holds `://`, or an escape of which it may consist. */
function mayHoldUrl(text: string): boolean {
  return text.includes('://') || text.includes('&') || text.includes('\\');
}

function textOf(document: string, section: number, node: SyntaxNodeRef): string {
  const end = section + node.to;
  let at = section + node.from;
  const whole = document.slice(at, end);
  if (!whole.includes('\n')) return whole;
  let text = '';
  for (const mark of node.node.getChildren('QuoteMark')) {
    text += document.slice(at, section + mark.from) + ' '.repeat(mark.to - mark.from);
    at = section + mark.to;
  }
  return text + document.slice(at, end);
}

function readLeaf(leaf: Leaf, labels: ReadonlySet<string>, found: FoundUrl): void {
  const { at, text, definitions } = leaf;
  const add = (url: string, start: number, end: number) => found(url, at + start, at + end);
  if (leaf.html) {
    readHtml(text, 'html', add);
    return;
  }
  for (const { start, end } of definitions?.destinations ?? []) {
    const url = decodeMarkdown(text.slice(start, end));
    if (isHttpUrl(url)) add(url, start, end);
  }
  for (const { url, start, end } of readInline(text, definitions?.end ?? 0, labels)) add(url, start, end);
}
