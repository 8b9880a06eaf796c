/** The ending of a text's file for each media type that VS Code has a language for. */
const textEndings: Readonly<Record<string, string>> = {
  'application/json': '.json',
  'application/x-ndjson': '.jsonl',
  'application/jsonl': '.jsonl',
  'application/javascript': '.js',
  'application/x-javascript': '.js',
  'application/ecmascript': '.js',
  'application/xhtml+xml': '.html',
  'application/xml': '.xml',
  'application/yaml': '.yaml',
  'application/x-yaml': '.yaml',
  'application/toml': '.toml',
  'application/sql': '.sql',
  'application/x-sh': '.sh',
  'text/html': '.html',
  'text/css': '.css',
  'text/javascript': '.js',
  'text/markdown': '.md',
  'text/csv': '.csv',
  'text/tab-separated-values': '.tsv',
  'text/xml': '.xml',
  'text/yaml': '.yaml',
  'text/x-python': '.py',
};

/** The media type of a Content-Type header, without its parameters, in lower case. */
export function essenceOf(contentType = ''): string {
  return contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** The ending of a text of a media type; `.txt` where none is known. */
export function textEnding(essence: string): string {
  const known = Object.hasOwn(textEndings, essence) ? textEndings[essence] : undefined;
  if (known !== undefined) return known;
  if (essence.endsWith('+json')) return '.json';
  return essence.endsWith('+xml') ? '.xml' : '.txt';
}
