import type { TLSSocket } from 'node:tls';
import type { FetchDetails } from '../api.ts';

/** What the details of a result tell of a server's certificate. */
export type Certificate = NonNullable<FetchDetails['certificate']>;

/** The certificate that the other end of a connection has shown; times in ISO 8601. */
export function certificateOf(socket: TLSSocket): Certificate | undefined {
  const shown = socket.getPeerCertificate();
  // Without a certificate the object is empty, against its declaration.
  if (!('subject' in shown)) return undefined;
  return {
    subject: nameOf(shown.subject),
    issuer: nameOf(shown.issuer),
    validFrom: isoTime(shown.valid_from),
    validTo: isoTime(shown.valid_to),
    protocol: socket.getProtocol() ?? '',
  };
}

/** A distinguished name with its most telling part first, such as `CN=example.com, O=Example, C=DE`. */
function nameOf(name: object): string {
  return Object.entries(name)
    .toReversed()
    .map(([key, value]) => `${key}=${[value].flat().join('+')}`)
    .join(', ');
}

function isoTime(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : date.toISOString();
}
