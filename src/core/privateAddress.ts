/** Networks of this machine, of private and link-local addresses, and others that lead to no public server (RFC 6890, RFC 8215). */
const privateNetworks = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '::/128',
  '::1/128',
  '64:ff9b:1::/48',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
].map(networkOf);

/** IPv6 networks whose addresses stand for IPv4 ones, and the byte at which these begin. */
const embedding = [
  { network: networkOf('::ffff:0:0/96'), at: 12 },
  { network: networkOf('64:ff9b::/96'), at: 12 },
  { network: networkOf('2002::/16'), at: 2 },
];

/** Names that are not looked up in the public DNS (RFC 6761, RFC 6762, RFC 8375, ICANN's `internal`). */
const privateName = /(?:^|\.)(?:localhost|local|internal|home\.arpa)$/;

/** Whether a host of a URL, as its parser writes it, is known by its name or address to be this machine or in a private network. */
export function isPrivateHost(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  return privateName.test(name) || isPrivateAddress(name.replace(/^\[|\]$/g, ''));
}

/** Whether an IP address is this machine's or in a private or link-local network. What is no address is not. */
export function isPrivateAddress(address: string): boolean {
  const bytes = bytesOf(address.replace(/%.*$/, ''));
  if (!bytes) return false;
  const embedded = embedding.find(({ network }) => isWithin(bytes, network));
  const meant = embedded ? bytes.slice(embedded.at, embedded.at + 4) : bytes;
  return privateNetworks.some((network) => isWithin(meant, network));
}

interface Network {
  bytes: readonly number[];
  bits: number;
}

function networkOf(cidr: string): Network {
  const [address = '', bits] = cidr.split('/');
  return { bytes: bytesOf(address) ?? [], bits: Number(bits) };
}

function isWithin(bytes: readonly number[], network: Network): boolean {
  if (bytes.length !== network.bytes.length) return false;
  return bytes.every((byte, n) => {
    const bits = Math.max(0, Math.min(8, network.bits - 8 * n));
    return byte >> (8 - bits) === (network.bytes[n] ?? 0) >> (8 - bits);
  });
}

function bytesOf(address: string): number[] | undefined {
  if (!address.includes(':')) return bytesOfIpv4(address);
  const [front = '', back, ...more] = address.split('::').map(bytesOfGroups);
  if (!front || more.length > 0) return undefined;
  if (back === undefined) return address.includes('::') || front.length !== 16 ? undefined : front;
  const missing = 16 - front.length - back.length;
  return missing < 0 ? undefined : [...front, ...Array.from({ length: missing }, () => 0), ...back];
}

function bytesOfIpv4(address: string): number[] | undefined {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(address) ? address.split('.').map(Number) : undefined;
}

/** Of an IPv6 address the part on one side of its `::`. */
function bytesOfGroups(part: string): number[] | undefined {
  if (part === '') return [];
  const bytes: number[] = [];
  for (const group of part.split(':')) {
    const value = /^[\da-f]{1,4}$/i.test(group) ? Number.parseInt(group, 16) : undefined;
    const own = value === undefined ? bytesOfIpv4(group) : [value >> 8, value & 255];
    if (!own) return undefined;
    bytes.push(...own);
  }
  return bytes;
}
