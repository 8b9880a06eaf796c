import { BlockList, isIP } from 'node:net';
import type { ProxySettings } from '../core/proxySettings.ts';
import { basicCredentials } from './basicCredentials.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** Decides which proxy a URL goes through. */
export class ProxyRules {
  private readonly settings: ProxySettings;
  private readonly exemptAll: boolean;
  private readonly exemptNames: readonly { name: string; port: string }[];
  private readonly exemptAddresses = new BlockList();

  constructor(settings: ProxySettings) {
    this.settings = settings;
    const entries = settings.noProxy
      .map((entry) => entry.trim().toLowerCase())
      .filter((entry) => entry !== '');
    this.exemptAll = entries.includes('*');
    this.exemptNames = entries.flatMap((entry) => (this.addAddress(entry) ? [] : [readName(entry)]));
  }

  /** Whether any URL may go through a proxy. */
  get isSet(): boolean {
    const { off, proxy, httpProxy, httpsProxy } = this.settings;
    return !off && Boolean(proxy || httpProxy || httpsProxy);
  }

  /** Whether the certificate of a proxy that speaks TLS is verified. */
  get strictSSL(): boolean {
    return this.settings.strictSSL;
  }

  /** The proxy for a URL; `undefined`: it is asked directly. */
  proxyFor(url: URL): URL | undefined {
    const { off, proxy, httpProxy, httpsProxy } = this.settings;
    if (off) return undefined;
    const address = proxy || (url.protocol === 'https:' ? httpsProxy : httpProxy);
    if (!address || this.isExempt(url)) return undefined;
    const parsed = URL.parse(address.includes('://') ? address : `http://${address}`);
    return parsed && /^https?:$/.test(parsed.protocol) ? parsed : undefined;
  }

  /** The value of `Proxy-Authorization` for a proxy, if it wants one that is known. */
  authorizationFor(proxy: URL): string | undefined {
    return basicCredentials(proxy) ?? (this.settings.authorization || undefined);
  }

  private isExempt(url: URL): boolean {
    // A dot at its end makes a name absolute, not another.
    const host = url.hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase();
    const type = isIP(host) === 6 ? 'ipv6' : 'ipv4';
    if (this.exemptAll || host === 'localhost' || host.endsWith('.localhost')) return true;
    if (isIP(host) !== 0 && (loopback.check(host, type) || this.exemptAddresses.check(host, type)))
      return true;
    const port = url.port || (url.protocol === 'https:' ? '443' : '80');
    return this.exemptNames.some(
      (entry) =>
        (entry.port === '' || entry.port === port) &&
        (host === entry.name || host.endsWith(`.${entry.name}`)),
    );
  }

  /** Takes an address or a range in CIDR notation (RFC 4632); `false` for what is neither. */
  private addAddress(entry: string): boolean {
    const [, address = '', prefix] = /^\[?([\da-f.:]+)\]?(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
    const family = isIP(address);
    if (family === 0) return false;
    const type = family === 6 ? 'ipv6' : 'ipv4';
    const bits = family === 6 ? 128 : 32;
    this.exemptAddresses.addSubnet(address, Math.min(bits, Number(prefix ?? bits)), type);
    return true;
  }
}

/** Names count with what is below them, however they are written: `example.com`, `.example.com`, `*.example.com`. */
function readName(entry: string): { name: string; port: string } {
  const [, name = entry, port = ''] = /^(.*?)(?::(\d+))?$/.exec(entry.replace(/^\*?\./, '')) ?? [];
  return { name: name.replace(/^\[|\]$|\.$/g, ''), port };
}
