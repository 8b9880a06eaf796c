import { replaceDynamic } from '../core/references.ts';

/** Name and value. */
export type Header = readonly [string, string];

/** A body as it is sent, and the headers with it. */
export interface BodyToSend {
  body: string;
  headers: readonly Header[];
}

/** The value of a header, whose name is lower case. */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1];
}

/** Whether a body of these headers has parts. */
export function isMultipart(headers: readonly Header[]): boolean {
  return headerValue(headers, 'content-type')?.toLowerCase().startsWith('multipart/') ?? false;
}

/** A body as its content type has it: the lines of a form are joined, those of a multipart body end as RFC 2046 (5.1.1) wants it. */
export function bodyByType(body: string, headers: readonly Header[]): string {
  const type = headerValue(headers, 'content-type')?.toLowerCase() ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) return body.replace(/\r?\n[ \t]*&/g, '&');
  return isMultipart(headers) ? body.replace(/\r?\n/g, '\r\n') : body;
}

/** Whether these headers say, as REST Client has it, that the body is a query of GraphQL. */
export function isGraphQl(headers: readonly Header[]): boolean {
  return headerValue(headers, 'x-request-type')?.toLowerCase() === 'graphql';
}

/** The headers without the one that is a word to REST Client and not to a server. */
export function withoutRequestType(headers: readonly Header[]): readonly Header[] {
  return headers.filter(([name]) => name.toLowerCase() !== 'x-request-type');
}

/** A query of GraphQL and, after an empty line, its variables, as JSON; `undefined` where the variables are none. */
export function graphQlBody(written: string): string | undefined {
  const from = variablesStart(written);
  const query = JSON.stringify(written.slice(0, from).trim());
  if (from === written.length) return `{"query":${query}}`;
  const variables = written.slice(from);
  try {
    JSON.parse(replaceDynamic(variables, () => '0'));
  } catch {
    return undefined;
  }
  return `{"query":${query},"variables":${variables}}`;
}

/** Where the JSON object begins that follows an empty line; a query of GraphQL has no braces before a quotation mark or a brace. */
function variablesStart(written: string): number {
  for (const { index } of written.matchAll(/\{\s*["}]/g)) {
    let at = index;
    let lines = 0;
    for (; at > 0 && written.charCodeAt(at - 1) <= 0x20; at--)
      if (written.charCodeAt(at - 1) === 0x0a) lines++;
    if (lines > 1) return index;
  }
  return written.length;
}
