/** Headers by the host that they belong to. */
export type HostHeaders = ReadonlyMap<string, readonly (readonly [string, string])[]>;

const loopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/** Reads the option `hostHeaders`: each host becomes the origins that it means. `undefined` for a host that is none. */
export function readHostHeaders(
  option: Record<string, Record<string, string>>,
): HostHeaders | { unusable: string } {
  const headers = new Map<string, readonly (readonly [string, string])[]>();
  for (const [host, own] of Object.entries(option)) {
    const origins = originsOfHost(host);
    if (!origins) return { unusable: host };
    for (const origin of origins) headers.set(origin, Object.entries(own));
  }
  return headers;
}

/** The origins that a host means, `undefined` where it is none. Without a scheme it means https, so that no document can have its secrets sent in the clear, and on loopback http too. */
export function originsOfHost(host: string): string[] | undefined {
  const hasScheme = /^https?:\/\//i.test(host);
  const url = URL.parse(hasScheme ? host : `https://${host}`);
  if (!url || url.pathname !== '/' || url.search || url.hash || url.username) return undefined;
  if (hasScheme || !loopback.test(url.hostname)) return [url.origin];
  return [url.origin, URL.parse(`http://${host}`)?.origin ?? url.origin];
}
