/** How a text is read. `list`: plain text with comments, directives and groups. `jsonLines`: JSON, one value a line. */
export type Format = 'markdown' | 'json' | 'jsonLines' | 'list' | 'http' | 'source';

const byLanguage = new Map<string, Format>([
  ['markdown', 'markdown'],
  ['mdx', 'markdown'],
  ['quarto', 'markdown'],
  ['rmd', 'markdown'],
  ['json', 'json'],
  ['jsonc', 'json'],
  ['json5', 'json'],
  ['jsonl', 'jsonLines'],
  ['ndjson', 'jsonLines'],
  ['http', 'http'],
  ['rest', 'http'],
]);

const byExtension = new Map<string, Format>([
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['mdx', 'markdown'],
  ['json', 'json'],
  ['jsonc', 'json'],
  ['json5', 'json'],
  ['geojson', 'json'],
  ['har', 'json'],
  ['jsonl', 'jsonLines'],
  ['ndjson', 'jsonLines'],
  ['http', 'http'],
  ['rest', 'http'],
]);

const listLanguages = new Set(['', 'plaintext', 'unknown', 'gather-list']);

/** The format of a text by its language id; the extension of its URI or path helps where VS Code knows no language. */
export function formatOf(languageId: string, uri = ''): Format {
  if (!listLanguages.has(languageId)) return byLanguage.get(languageId) ?? 'source';
  const extension = /\.([^./\\?#]+)(?:[?#].*)?$/.exec(uri)?.[1] ?? '';
  return byExtension.get(extension.toLowerCase()) ?? 'list';
}
