/** What stands in the place of a secret wherever it would be shown or stored. */
export const mask = '•••';

const secretName =
  /^(authorization|proxy-authorization|cookie|set-cookie)$|token|secret|passw|api-?key|session|credential|signature/i;

/** Whether a header of this name is likely to carry a secret. */
export function isSecretHeader(name: string): boolean {
  return secretName.test(name);
}

/** A header's value as it may be shown: the scheme of an Authorization is kept. */
export function maskHeader(name: string, value: string): string {
  if (!isSecretHeader(name)) return value;
  const scheme = /^(proxy-)?authorization$/i.test(name)
    ? /^[A-Za-z][\w-]*(?= \S)/.exec(value)?.[0]
    : undefined;
  return scheme ? `${scheme} ${mask}` : mask;
}

/** A URL as it may be shown: the password in `user:password@host` is masked, and nothing else is touched. */
export function maskUrl(url: string): string {
  return url.replace(/^([a-z][a-z\d+.-]*:\/*[^/?#@:]*):[^/?#]*@/i, `$1:${mask}@`);
}
