import type { Failure } from '../api.ts';
import type { ExclusionRules } from '../core/exclusions.ts';
import { maskUrl } from '../core/maskSecrets.ts';

/** Why a URL is not asked for, by a person's settings; `undefined`: it may be. `redirect`: a server's redirect leads to it. */
export function excludedFailure(rules: ExclusionRules, url: string, redirect = false): Failure | undefined {
  if (rules.unusable !== undefined) {
    const pattern = JSON.stringify(rules.unusable);
    return {
      kind: 'excluded',
      message: `${pattern} in gather.excludeUrls is not a pattern of URLs. Write it like example.com or https://example.com/private/*.`,
    };
  }
  const setting = rules.excludedBy(url);
  if (!setting) return undefined;
  const message = redirect
    ? `The redirect leads to ${maskUrl(url)}, which gather.${setting} leaves out.`
    : `${maskUrl(url)} is left out by gather.${setting}.`;
  return { kind: 'excluded', message };
}
