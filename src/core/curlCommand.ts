import { isPastable, printCommand, shellQuote, unprintable } from './shellQuote.ts';

/** A request as curl is to send it. */
export interface CurlRequest {
  url: string;
  /** Default `GET`. */
  method?: string;
  headers?: readonly (readonly [name: string, value: string])[];
  body?: string | Uint8Array;
  /** The file that the body is read from, in its place. */
  bodyFile?: string;
  /** Whether a compressed answer is asked for. */
  compressed?: boolean;
  /** How many redirects are followed, `true` for as many as curl likes; none where it is absent. */
  redirects?: number | true;
  /** ms for all of it; absent: any time. */
  timeout?: number;
}

/** Characters of a body that is handed over as an argument: systems bound these. */
const longestArgument = 64 * 1024;

/**
 * The command that asks curl for a request, for a POSIX shell, without a line end; `between` stands between its parts. It
 * can be pasted into a terminal, which takes nothing of it for a key. What no header can hold is left out of it.
 */
export function curlCommand(request: CurlRequest, between = ' '): string {
  const { body, bodyFile } = request;
  const { pipe, data } = sendBody(body, bodyFile);
  const headers = (request.headers ?? []).filter(([name]) => isToken(name));
  const parts = [
    urlPart(request.url),
    ...methodPart(request.method?.toUpperCase() ?? 'GET', data !== undefined),
    ...headers.map(([name, value]) => `--header ${shellQuote(headerLine(name, value))}`),
    // By itself curl says that a body is a form.
    ...(data !== undefined && !headers.some(([name]) => /^content-type$/i.test(name))
      ? [`--header 'Content-Type:'`]
      : []),
    ...(data === undefined ? [] : [data]),
    limits(request),
  ].filter((part) => part !== '');
  return `${pipe}curl ${parts.join(between)}`;
}

function urlPart(url: string): string {
  // A URL's parser ignores line breaks and tabs, and percent-encodes other such characters.
  const pastable = url.replaceAll(/[\t\n\r]/g, '').replaceAll(unprintable, encodeURIComponent);
  return [
    ...(/[[\]{}]/.test(pastable) ? ['--globoff'] : []),
    ...(pastable.startsWith('-') ? ['--url'] : []),
    shellQuote(pastable),
  ].join(' ');
}

function methodPart(method: string, hasBody: boolean): string[] {
  if (method === 'HEAD' && !hasBody) return ['--head'];
  // Both are what curl does by itself.
  return method === (hasBody ? 'POST' : 'GET') ? [] : [`--request ${shellQuote(method)}`];
}

/** Any other name would be read as something else, such as that of a file. */
function isToken(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}

function headerLine(name: string, value: string): string {
  const line = value
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll(unprintable, '')
    .trim();
  // Without a value curl would leave the header out.
  return line === '' ? `${name};` : `${name}: ${line}`;
}

/** How the body is handed over: by what stands before the command, and an argument of it. */
function sendBody(body: CurlRequest['body'], file: string | undefined): { pipe: string; data?: string } {
  if (file !== undefined) return { pipe: '', data: `--data-binary ${shellQuote(`@${file}`)}` };
  if (body === undefined) return { pipe: '' };
  if (typeof body === 'string' && body.length <= longestArgument && isPastable(body)) {
    return { pipe: '', data: `--data-raw ${shellQuote(body)}` };
  }
  // A part of the shell, which takes any length.
  return { pipe: `${printCommand(body)} | `, data: '--data-binary @-' };
}

function limits({ compressed, redirects, timeout }: CurlRequest): string {
  return [
    ...(compressed ? ['--compressed'] : []),
    ...(redirects ? ['--location'] : []),
    ...(typeof redirects === 'number' && redirects > 0 ? [`--max-redirs ${redirects}`] : []),
    ...(timeout === undefined ? [] : [`--max-time ${timeout / 1000}`]),
  ].join(' ');
}
