import tls from 'node:tls';

let extended = false;

/**
 * Makes this thread trust the certificates of the system beside Node's own. Reading them is synchronous and takes some
 * 0.4 s, so it is done once, when the first https URL is at hand, and for all connections: a list for each connection
 * would be parsed with each.
 */
export function trustSystemCertificates(): void {
  if (extended) return;
  extended = true;
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]);
}
