import type { Failure, GatherOptions } from '../api.ts';
import { parseAcceptStatus } from '../core/acceptStatus.ts';
import { type ResolvedOptions, resolveOptions } from '../core/options.ts';
import type { RequestList } from '../core/requestList.ts';
import { lostSecret } from '../core/maskRequest.ts';
import { makeTemplate, type Outgoing, type OutgoingTemplate, prepare } from './outgoing.ts';

/** A request made ready: how it is fetched, and what is sent, or why nothing can be. */
export interface Prepared {
  options: ResolvedOptions;
  outgoing: Outgoing | Failure;
}

/** Makes the requests of a run ready: the run's options, and under them those of a request of its own. */
export class Preparation {
  private readonly options: ResolvedOptions;
  private readonly userAgent: string;
  private readonly warn: (problem: string) => void;
  private readonly template: OutgoingTemplate | Failure;
  private readonly accepts: (status: number) => boolean;
  private readonly optionsLackSecret: boolean;

  constructor(options: ResolvedOptions, userAgent: string, warn: (problem: string) => void) {
    this.options = options;
    this.userAgent = userAgent;
    this.warn = warn;
    this.template = makeTemplate(options, userAgent);
    this.accepts = parseAcceptStatus(options.acceptStatus) ?? (() => false);
    this.optionsLackSecret = lostSecret(options) !== undefined;
  }

  /** `origin`: that of the request's URL; empty where it has none. */
  prepare(request: ReturnType<RequestList['get']>, origin: string): Prepared {
    let { options, template } = this;
    if (request.masked) return { options, outgoing: withoutSecret() };
    if (request.options) {
      const own = resolveOptions(request.options, options);
      for (const problem of own.problems) this.warn(problem);
      ({ options } = own);
      template = makeTemplate(options, this.userAgent);
    }
    return { options, outgoing: 'kind' in template ? template : prepare(request, origin, template) };
  }

  /** Whether a request with these options of its own takes a status for fine. */
  isAccepted(options: GatherOptions | undefined, status: number): boolean {
    const own = options?.acceptStatus;
    return (own === undefined ? this.accepts : (parseAcceptStatus(own) ?? this.accepts))(status);
  }

  /** Whether a request cannot be sent for want of a secret, its own or one of the run. */
  lacksSecret(isMasked: boolean): boolean {
    return this.optionsLackSecret || isMasked;
  }
}

function withoutSecret(): Failure {
  return {
    kind: 'input',
    message:
      'This request holds a secret, which is not stored, and the document no longer has it as it was. Put it back and resume, or run again.',
  };
}
