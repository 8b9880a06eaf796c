import type { Format } from './format.ts';

/** Where a URL is to stand. */
export interface UrlContext {
  /** The text of the URL that stands there now, with its escapes. */
  written: string;
  /** The line up to it. */
  before: string;
  /** The sign behind it; empty at the end of the text. */
  after: string;
  isToml: boolean;
}

/**
 * The ways to write a URL in the place of another, in the escapes of its language and as the other was written, the best
 * first. Which of them means that URL there, only reading tells. None: it cannot stand there without harm.
 */
export function encodeUrl(url: string, format: Format, context: UrlContext): string[] {
  if (/[\s\p{Cc}]/u.test(url)) return [];
  return [...new Set(waysToWrite(url, format, context))];
}

function waysToWrite(url: string, format: Format, context: UrlContext): string[] {
  const { written, before } = context;
  switch (format) {
    case 'json':
    case 'jsonLines':
      return [inString(url, written)];
    case 'html':
    case 'component':
    case 'xml':
      return inMarkup(url, context);
    case 'markdown':
      return inMarkdown(url, written);
    case 'csv':
      return inCell(url, context, ',');
    case 'tsv':
      return inCell(url, context, '\t');
    case 'ssv':
      return inCell(url, context, ';');
    case 'psv':
      return inCell(url, context, '|');
    case 'yaml':
      return inYaml(url, context);
    case 'latex':
      return [inLatex(url, written, before)];
    case 'sql':
      return [url.replaceAll("'", "''")];
    case 'source':
      return isSafeInCode(url, context) ? [url] : [];
    case 'list':
    case 'http':
    case 'asciidoc':
      return [url];
    default:
      return format satisfies never;
  }
}

/** In a string of JSON, with those signs escaped that were escaped before. */
function inString(url: string, written: string): string {
  const escaped = new Map<string, string>();
  if (written.includes('\\/')) escaped.set('/', '\\/');
  for (const [escape, digits = ''] of written.matchAll(/\\u([\da-f]{4})/gi)) {
    escaped.set(String.fromCharCode(Number.parseInt(digits, 16)), escape);
  }
  return Array.from(
    url,
    (sign) => escaped.get(sign) ?? (sign === '"' || sign === '\\' ? `\\${sign}` : sign),
  ).join('');
}

/** In HTML and XML, where scripts and CDATA have no character references. */
function inMarkup(url: string, { written, before }: UrlContext): string[] {
  if (before.endsWith('`') && hasNew(url, written, /[`\\$]/g)) return [];
  const [reference = '&amp;'] = /&(?:amp|#38|#x26);/i.exec(written) ?? [];
  const referenced = url
    .replaceAll('&', () => reference)
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  const hasBare = /&(?!(?:amp|#38|#x26);)/i.test(written);
  const both = hasBare ? [url, referenced] : [referenced, url];
  // A string of a script would end there, and has no references.
  const isBetween = before.endsWith("'");
  return both.flatMap((each) => [
    ...(isBetween && each.includes("'") ? [] : [each]),
    each.replaceAll("'", '&#39;'),
  ]);
}

/** In Markdown: as the text of a link it stands for itself, as its target it may have escapes. */
function inMarkdown(url: string, written: string): string[] {
  const hasReference = /&amp;/i.test(written);
  const referenced = url.replaceAll('&', '&amp;');
  const both = hasReference ? [referenced, url] : [url, referenced];
  return both.flatMap((each) => {
    const inBrackets = each.replaceAll(/[()\\]/g, String.raw`\$&`);
    const everywhere = each.replaceAll(/[()[\]*_~`|\\]/g, String.raw`\$&`);
    // A bracket without its counterpart would end the target, or leave it open.
    return isBalanced(each) ? [each, inBrackets, everywhere] : [inBrackets, everywhere, each];
  });
}

function isBalanced(text: string): boolean {
  let open = 0;
  for (const sign of text) {
    if (sign === '(') open++;
    else if (sign === ')' && --open < 0) return false;
  }
  return open === 0;
}

/** In a cell of CSV, which is quoted where it is the whole cell and has to be. */
function inCell(url: string, { before, after }: UrlContext, delimiter: string): string[] {
  const doubled = url.replaceAll('"', '""');
  const begins = before === '' || before.endsWith(delimiter);
  const ends = after === '' || after === delimiter || after === '\n' || after === '\r';
  return begins && ends ? [doubled, `"${doubled}"`] : [doubled];
}

/** In YAML and TOML. */
function inYaml(url: string, { written, before, isToml }: UrlContext): string[] {
  if (before.endsWith('"')) return [inString(url, written)];
  const doubled = url.replaceAll("'", "''");
  if (before.endsWith("'")) return isToml && url.includes("'") ? [] : [doubled];
  // Between brackets these are signs of YAML itself.
  const isFlow = /[[{]/.test(before);
  if (isFlow && hasNew(url, written, /[,[\]{}]/g)) return [];
  return isToml ? [url, inString(url, written)] : [url, doubled, inString(url, written)];
}

/** In TeX, where `\url` takes everything as it is. */
function inLatex(url: string, written: string, before: string): string {
  const isEscaped = /\\[_%#&$]/.test(written);
  const asItIs = /\\(?:url|nolinkurl|path)\s*\{$/.test(before) || /[_%#&$]/.test(written);
  return isEscaped || !asItIs ? url.replaceAll(/[_%#&$]/g, String.raw`\$&`) : url;
}

/** Whether nothing in a URL would end a string of code, or mean something to a shell, that did not before. */
function isSafeInCode(url: string, { written, before }: UrlContext): boolean {
  const isQuoted = /["'`]$/.test(before);
  return !hasNew(url, written, isQuoted ? /["'`\\${}]/g : /["'`\\${}&;()|*<>!]/g);
}

/** Whether any of these signs stands in a URL that does not stand in what was written. */
function hasNew(url: string, written: string, signs: RegExp): boolean {
  return (url.match(signs) ?? []).some((sign) => !written.includes(sign));
}
