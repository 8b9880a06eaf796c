const httpUrl = /^https?:\/\/([^/?#\s\\]+)/i;
/** As the plain rules have it: what else stands in a host is a pattern or a placeholder. */
const authority = /^(?:[\p{L}\p{M}\p{N}\p{So}\p{Cf}\u2010-\u2015・._~%!$&'()+,;=:@{}-]|\[[\da-z:.%]+\])+$/iu;
/** What stands for a value: `${HOST}`, `{{host}}`, `{}`, `#{host}`, `%(host)s`, `%HOST%`, `%s`, `$HOST`. */
const placeholder = /[$#]?\{[^{}]*\}|%\(\w+\)s|%[a-z_]{2,}%|%[sdv](?![\da-z])|\$\w+/gi;

/** Whether a value that stands for a URL as a whole is one of ours: http or https, with a host. */
export function isHttpUrl(value: string): boolean {
  const [, found] = httpUrl.exec(value) ?? [];
  return found !== undefined && authority.test(found) && namesPlace(found);
}

/** Whether what stands between `//` and the path holds a host, and not a placeholder alone. */
export function namesPlace(written: string): boolean {
  const host = written.slice(written.lastIndexOf('@') + 1);
  const fixed = /[$%{]/.test(host) ? host.replace(placeholder, '').replace(placeholder, '') : host;
  return /[\p{L}\p{N}]/u.test(fixed.replace(/^\[.*\]/, 'a').replace(/:\d*$/, ''));
}
