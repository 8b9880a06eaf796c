import { isPrivateHost } from './privateAddress.ts';
import { fitsUrl, parseUrlPattern } from './urlPattern.ts';

/** What is not to be asked for, by a person's settings. */
export interface Exclusions {
  /** Patterns, as of `parseUrlPattern`. */
  urls: readonly string[];
  /** This machine, and private and link-local addresses. */
  privateAddresses: boolean;
}

/** Nothing is left out. */
export const noExclusions: Exclusions = { urls: [], privateAddresses: false };

/** Which setting leaves a URL out. */
export type ExcludedBy = 'excludeUrls' | 'excludePrivateAddresses';

/** Decides which URLs are left out. */
export class ExclusionRules {
  /** Names are to be judged by the addresses that they lead to, too. */
  readonly privateAddresses: boolean;
  /** A pattern that is none: nothing can be asked for, since nobody knows what it was to leave out. */
  readonly unusable: string | undefined;
  private readonly patterns;

  constructor({ urls, privateAddresses }: Exclusions) {
    this.privateAddresses = privateAddresses;
    this.patterns = urls.map(parseUrlPattern).filter((each) => each !== undefined);
    this.unusable = urls.find((each) => !parseUrlPattern(each));
  }

  /** Which setting leaves this URL out; `undefined`: none. What is no URL is not left out. */
  excludedBy(address: string): ExcludedBy | undefined {
    if (this.patterns.length === 0 && !this.privateAddresses) return undefined;
    const url = URL.parse(address);
    if (!url) return undefined;
    if (this.patterns.some((pattern) => fitsUrl(pattern, url))) return 'excludeUrls';
    return this.privateAddresses && isPrivateHost(url.hostname) ? 'excludePrivateAddresses' : undefined;
  }
}
