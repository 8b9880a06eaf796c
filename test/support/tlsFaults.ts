import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { Network } from '../../src/net/connectors.ts';
import { type Certificate, issueCertificate } from './certificates.ts';

const day = 86_400_000;
const here = ['127.0.0.1', '::1', 'localhost'];

/** The authority that tests trust. */
const authority = issueCertificate({ subject: 'Gather test authority' });
/** One that nobody trusts. */
const stranger = issueCertificate({ subject: 'Strange authority' });

/** A network in which the tests' authority is trusted, and no other. */
export const trusting: Network = { tls: { secureContext: createSecureContext({ ca: authority.cert }) } };

/** What a server of these names needs to be trusted. */
export function trustedFor(hosts: readonly string[]): SecureContextOptions {
  return pair(issueCertificate({ subject: hosts[0] ?? '', hosts, issuer: authority }));
}

function pair({ cert, key }: Certificate): SecureContextOptions {
  return { cert, key };
}

const good = issueCertificate({ subject: 'good', hosts: here, issuer: authority });

/** What a server needs for each fault of TLS, by the fault's name; `good` has none. */
export const tlsFaults = {
  good: pair(good),
  expired: pair(
    issueCertificate({
      subject: 'expired',
      hosts: here,
      issuer: authority,
      validFrom: new Date(Date.now() - 3 * day),
      validTo: new Date(Date.now() - 2 * day),
    }),
  ),
  'not-yet-valid': pair(
    issueCertificate({
      subject: 'not yet valid',
      hosts: here,
      issuer: authority,
      validFrom: new Date(Date.now() + 2 * day),
      validTo: new Date(Date.now() + 3 * day),
    }),
  ),
  'self-signed': pair(issueCertificate({ subject: 'self-signed', hosts: here })),
  'unknown-issuer': pair(issueCertificate({ subject: 'of a stranger', hosts: here, issuer: stranger })),
  'unknown-root': chained(issueCertificate({ subject: 'of a stranger', hosts: here, issuer: stranger })),
  'wrong-host': pair(issueCertificate({ subject: 'elsewhere', hosts: ['example.org'], issuer: authority })),
  'tls-1.0': old('TLSv1'),
  'tls-1.1': old('TLSv1.1'),
} satisfies Record<string, SecureContextOptions>;

function chained({ cert, key }: Certificate): SecureContextOptions {
  return { cert: cert + stranger.cert, key };
}

/** Old versions are offered only below OpenSSL's usual level of security. */
function old(version: 'TLSv1' | 'TLSv1.1'): SecureContextOptions {
  return { ...pair(good), minVersion: version, maxVersion: version, ciphers: 'DEFAULT:@SECLEVEL=0' };
}
