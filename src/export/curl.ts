import { headerPairs } from './headerPairs.ts';
import type { ExportedRow } from './exportedRow.ts';

/** A request as curl is to send it. */
export interface CurlRequest {
  url: string;
  /** Default `GET`. */
  method?: string;
  headers?: readonly (readonly [name: string, value: string])[];
  body?: string | Uint8Array;
  /** Where the body is read from a file. */
  bodyFile?: string;
  /** Whether redirects are followed. */
  follows?: boolean;
  /** Whether a compressed answer is asked for. */
  compressed?: boolean;
}

/** Characters of a body that is handed over as an argument: systems bound these. */
const longestArgument = 64 * 1024;

/** What curl or the connection itself sees to. */
const ownHeaders = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding']);

/**
 * The curl command of a request that was made, for a POSIX shell, without a line end: with the URL, parameters and
 * headers as they were sent, secrets masked. Where it was never sent, as it was asked for.
 */
export function curlOfResult({ result, details, bodyFile }: ExportedRow): string {
  const { request, attempts, hops } = result;
  const sent = attempts > 0 ? (details?.requestHeaders ?? []) : [];
  const names = new Set(sent.map(([name]) => name.toLowerCase()));
  const own = [...headerPairs(request.options?.headers), ...headerPairs(request.headers)];
  const headers = [...sent, ...own.filter(([name]) => !names.has(name.toLowerCase()))];
  const first = hops > 0 ? details?.redirects[0]?.url : attempts > 0 ? result.url : undefined;
  return curlCommand({
    url: first ?? request.url,
    ...(request.method !== undefined && { method: request.method }),
    headers: headers.filter(([name]) => !ownHeaders.has(name.toLowerCase())),
    ...(request.body !== undefined && { body: request.body }),
    ...(bodyFile !== undefined && { bodyFile }),
    follows: hops > 0,
    compressed: names.has('accept-encoding'),
  });
}

/** The curl command of a request, for a POSIX shell, without a line end. */
export function curlCommand(request: CurlRequest): string {
  const { url, method = 'GET', headers = [], body, bodyFile, follows, compressed } = request;
  const hasBody = body !== undefined || bodyFile !== undefined;
  const words = ['curl'];
  if (method === 'HEAD' && !hasBody) words.push('--head');
  else if (method !== (hasBody ? 'POST' : 'GET')) words.push(`--request ${quote(method)}`);
  if (follows) words.push('--location');
  if (compressed) words.push('--compressed');
  if (/[[\]{}]/.test(url)) words.push('--globoff');
  words.push(url.startsWith('-') ? `--url ${quote(url)}` : quote(url));
  for (const [name, value] of headers) {
    // Any other name would be read as something else, such as that of a file.
    if (/^[\w!#$%&'*+.^`|~-]+$/.test(name)) words.push(`--header ${quote(headerLine(name, value))}`);
  }
  if (hasBody && !headers.some(([name]) => name.toLowerCase() === 'content-type')) {
    // By itself curl says that it is a form.
    words.push(`--header 'Content-Type:'`);
  }
  if (bodyFile !== undefined) words.push(`--data-binary ${quote(`@${bodyFile}`)}`);
  else if (body !== undefined && isArgument(body)) words.push(`--data-raw ${quote(body)}`);
  else if (body !== undefined) return `printf ${printed(body)} | ${words.join(' ')} --data-binary @-`;
  return words.join(' ');
}

/** An empty value is written with a semicolon: with a colon, curl takes the header away. */
function headerLine(name: string, value: string): string {
  const line = value.replaceAll(/[\r\n]+/g, ' ').trim();
  return line === '' ? `${name};` : `${name}: ${line}`;
}

function isArgument(body: string | Uint8Array): body is string {
  return typeof body === 'string' && body.length <= longestArgument && !body.includes('\0');
}

/** The arguments with which `printf`, which is part of the shell and takes any length, writes a body. */
function printed(body: string | Uint8Array): string {
  if (typeof body === 'string' && !body.includes('\0')) return `%s ${quote(body)}`;
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const parts = Array.from(bytes, (byte) =>
    isPlain(byte) ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`,
  );
  return `'${parts.join('')}'`;
}

/** Letters, but no digits, which would go on with the number before them. */
function isPlain(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

/** A word of a POSIX shell that stands for exactly this text; NUL, which none can hold, is replaced. */
function quote(text: string): string {
  return `'${text.replaceAll('\0', '\ufffd').replaceAll(`'`, String.raw`'\''`)}'`;
}
