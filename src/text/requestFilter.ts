import type { ExtractedRequest } from '../api.ts';
import { ExclusionRules, noExclusions } from '../core/exclusions.ts';
import type { ReadOptions } from '../core/textProtocol.ts';
import { changedLines } from './changedLines.ts';
import { touches } from './within.ts';

/** Keeps of the requests of a text those that are wanted and may be made. */
export class RequestFilter {
  /** How many were wanted, but may not be made. */
  excluded = 0;
  private readonly isWanted: ((request: ExtractedRequest) => boolean) | undefined;
  private readonly rules: ExclusionRules;

  /** `text`: the whole, where only some ranges of it are wanted. */
  constructor({ within, changedSince, exclusions = noExclusions }: ReadOptions, text = '') {
    const ranges = changedSince === undefined ? within : changedLines(changedSince, text);
    this.isWanted = ranges && touches(ranges);
    this.rules = new ExclusionRules(exclusions);
  }

  /** Takes requests in document order. */
  *keep(requests: Iterable<ExtractedRequest>): Generator<ExtractedRequest> {
    for (const request of requests) {
      if (this.isWanted && !this.isWanted(request)) continue;
      if (this.rules.excludedBy(request.url)) this.excluded++;
      else yield request;
    }
  }
}
