import { isDynamic } from './references.ts';

/** What stands in the place of a secret wherever it would be shown or stored. */
export const mask = '•••';

const secretName =
  /^(authorization|proxy-authorization|cookie|set-cookie)$|token|secret|passw|auth(?!or)|[-_]key$|api-?key|session|credential|signature/i;

/** Whether a header of this name is likely to carry a secret. */
export function isSecretHeader(name: string): boolean {
  return secretName.test(name);
}

/** A value that is a secret as it may be shown; one that only says where the secret is (`{{$secret TOKEN}}`) is shown as it is. */
export function maskValue(value: string): string {
  return isDynamic(value) ? value : mask;
}

/** A header's value as it may be shown: the scheme of an Authorization and the name of a cookie are kept. */
export function maskHeader(name: string, value: string): string {
  if (!isSecretHeader(name)) return value;
  if (/^set-cookie$/i.test(name)) return value.replace(/=[^;]*/, `=${mask}`);
  const scheme = /^(proxy-)?authorization$/i.test(name)
    ? /^[A-Za-z][\w-]*(?= \S)/.exec(value)?.[0]
    : undefined;
  return scheme ? `${scheme} ${maskValue(value.slice(scheme.length + 1))}` : maskValue(value);
}

// URL standard §4.4: such characters hide nothing from a parser.
// oxlint-disable-next-line no-control-regex -- they are what it is about
const ignoredByParsers = /^[\0-\x20]+|[\t\n\r]+/g;
const userInfo = /^([a-z][a-z\d+.-]*:\/*)([^/?#@:]*)(:[^/?#]*)?@/i;
const secretParameter =
  /([?&#](?:[^=&#]*(?:token|secret|passw|api[-_]?key|credential|signature)[^=&#]*|key|sig|auth|jwt|pwd|sid)=)([^&#]+)/gi;

/**
 * A URL as it may be shown: the password in `user:password@host` is masked, a lone user name (it may be a token), and the
 * values of query parameters whose names tell of secrets.
 */
export function maskUrl(url: string): string {
  // Most have neither user, query nor fragment.
  if (!/[@?#]/.test(url)) return url;
  return url
    .replaceAll(ignoredByParsers, '')
    .replace(userInfo, (_, scheme: string, user: string, password?: string) =>
      password === undefined
        ? `${scheme}${maskValue(user)}@`
        : `${scheme}${user}:${maskValue(password.slice(1))}@`,
    )
    .replace(secretParameter, (_, name: string, value: string) => `${name}${maskValue(value)}`);
}
