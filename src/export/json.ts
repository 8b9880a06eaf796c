import type { FetchRequest } from '../api.ts';
import type { ExportedRow } from './exportedRow.ts';

/** Bytes that become one argument list; a multiple of 3, so that base64 goes on without padding. */
const bytesAtOnce = 0x6000;

/** A result with its details as one line of JSON: the members of `FetchResult`, and `details` as the API gives them. `names` are those of the fields. */
export function jsonResult(
  { result, details, bodyFile, fields }: ExportedRow,
  names: readonly string[] = [],
): string {
  const request = { ...jsonRequest(result.request), ...(bodyFile !== undefined && { bodyFile }) };
  const values = Object.fromEntries(
    names.map((name, nth) => [name, fields[nth] ?? ''] as const).filter(([, value]) => value !== ''),
  );
  const named = details && { ...details, ...(Object.keys(values).length > 0 && { fields: values }) };
  return JSON.stringify({ ...result, request, ...(named && { details: named }) });
}

/** JSON knows no bytes: a body of these is an object whose only member is its base64. */
function jsonRequest({ body, ...request }: FetchRequest): object {
  if (body === undefined) return request;
  return { ...request, body: typeof body === 'string' ? body : { base64: base64(body) } };
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += bytesAtOnce) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + bytesAtOnce)));
  }
  return text;
}
