import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import net from 'node:net';

/** A certificate with its private key, both in PEM. */
export interface Certificate {
  readonly subject: string;
  readonly cert: string;
  readonly key: string;
}

/** What is to stand in a certificate. */
export interface CertificateWish {
  /** The common name. */
  subject: string;
  /** DNS names and addresses for which it is valid. */
  hosts?: readonly string[];
  /** Who signs it; absent: it signs itself. */
  issuer?: Certificate;
  validFrom?: Date;
  validTo?: Date;
}

const day = 86_400_000;

/** Issues an X.509 certificate (RFC 5280 §4.1) with a new P-256 key: Node can read them but makes none. */
export function issueCertificate(wish: CertificateWish): Certificate {
  const { subject, hosts = [], issuer } = wish;
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const signer = issuer ? createPrivateKey(issuer.key) : privateKey;
  const toBeSigned = sequence(
    tagged(0xa0, integer(Buffer.from([2]))), // version 3
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    signatureAlgorithm,
    name(issuer?.subject ?? subject),
    sequence(
      time(wish.validFrom ?? new Date(Date.now() - day)),
      time(wish.validTo ?? new Date(Date.now() + day)),
    ),
    name(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(hosts.length > 0 ? alternativeNames(hosts) : isAuthority)),
  );
  const signature = sign('sha256', toBeSigned, signer);
  const whole = sequence(toBeSigned, signatureAlgorithm, bitString(signature));
  return { subject, key, cert: pem(whole) };
}

const signatureAlgorithm = sequence(objectId('2a8648ce3d040302')); // ecdsa-with-SHA256
const isAuthority = sequence(
  objectId('551d13'),
  tagged(0x01, Buffer.from([0xff])),
  octets(sequence(tagged(0x01, Buffer.from([0xff])))),
);

function alternativeNames(hosts: readonly string[]): Buffer {
  const names = hosts.map((host) =>
    net.isIP(host) ? tagged(0x87, addressBytes(host)) : tagged(0x82, Buffer.from(host)),
  );
  return sequence(objectId('551d11'), octets(sequence(...names)));
}

function addressBytes(address: string): Buffer {
  if (net.isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  if (address === '::1') return Buffer.concat([Buffer.alloc(15), Buffer.from([1])]);
  throw new Error(`no certificate for ${address}`);
}

function name(commonName: string): Buffer {
  return sequence(tagged(0x31, sequence(objectId('550403'), tagged(0x0c, Buffer.from(commonName)))));
}

function time(date: Date): Buffer {
  const digits = date.toISOString().replaceAll(/\D/g, '');
  return tagged(0x17, Buffer.from(`${digits.slice(2, 14)}Z`));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

function octets(bytes: Buffer): Buffer {
  return tagged(0x04, bytes);
}

function bitString(bytes: Buffer): Buffer {
  return tagged(0x03, Buffer.from([0]), bytes);
}

function objectId(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

/** A value in DER (X.690 §8.1, §10.1). */
function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
