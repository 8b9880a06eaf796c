/** Methods that change nothing at the server (RFC 9110 §9.2.1), as far as Gather takes them for safe. */
const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The methods that a document may name. */
const known = new Set([
  ...safe,
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'QUERY',
  'TRACE',
  'PROPFIND',
  'PROPPATCH',
  'MKCOL',
  'COPY',
  'MOVE',
  'LOCK',
  'UNLOCK',
  'SEARCH',
  'REPORT',
  'PURGE',
]);

/** Whether a request of this method may be sent without asking. */
export function isSafeMethod(method: string): boolean {
  return safe.has(method.toUpperCase());
}

/** Whether a document may name this method, in upper case. */
export function isKnownMethod(method: string): boolean {
  return known.has(method);
}
