/** The extension of a file's name for each media type, where VS Code has a language or a viewer for it. */
const extensions: Readonly<Record<string, string>> = {
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
  'application/pdf': '.pdf',
  'application/zip': '.zip',
  'application/gzip': '.gz',
  'application/wasm': '.wasm',
  'image/svg+xml': '.svg',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'image/avif': '.avif',
  'image/bmp': '.bmp',
  'image/x-icon': '.ico',
  'image/vnd.microsoft.icon': '.ico',
  'audio/mpeg': '.mp3',
  'audio/wav': '.wav',
  'audio/ogg': '.ogg',
  'video/mp4': '.mp4',
  'video/webm': '.webm',
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

/** Other endings that say the same as the first. */
const sameAs: Readonly<Record<string, readonly string[]>> = {
  '.html': ['.htm', '.xhtml'],
  '.jpg': ['.jpeg'],
  '.js': ['.mjs', '.cjs'],
  '.json': ['.jsonc', '.geojson', '.webmanifest', '.map', '.ipynb', '.har'],
  '.jsonl': ['.ndjson'],
  '.md': ['.markdown'],
  '.xml': ['.rss', '.atom', '.xsd', '.xsl', '.xslt', '.plist'],
  '.yaml': ['.yml'],
};

/** A name for a body's file: the last segment of the URL's path, made safe, with an ending that fits the content type. */
export function bodyFileName(url: string, contentType: string | undefined): string {
  const base = safe(lastSegment(url)) || 'body';
  const wanted = endingOf(contentType);
  if (wanted === undefined) return base.includes('.') ? base : `${base}.txt`;
  const lower = base.toLowerCase();
  return [wanted, ...(sameAs[wanted] ?? [])].some((ending) => lower.endsWith(ending))
    ? base
    : `${base}${wanted}`;
}

/** `undefined` where the type says nothing that the URL's own name does not say better. */
function endingOf(contentType = ''): string | undefined {
  const essence = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const known = extensions[essence];
  if (known !== undefined) return known;
  if (essence.endsWith('+json')) return '.json';
  if (essence.endsWith('+xml')) return '.xml';
  return undefined;
}

function lastSegment(url: string): string {
  const { hostname, pathname } = URL.parse(url) ?? { hostname: '', pathname: '' };
  const segment = pathname.split('/').findLast((each) => each !== '');
  if (segment === undefined) return hostname;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Without what some file system or URI gives a meaning, and without dots at the ends. */
function safe(name: string): string {
  return name
    .replaceAll(/[^\p{L}\p{N}._ @+=()-]+/gu, '_')
    .replace(/^[. ]+/, '')
    .slice(0, 80)
    .replace(/[. ]+$/, '');
}
