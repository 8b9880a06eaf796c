import type { Failure, GatherOptions } from '../api.ts';
import type { ExclusionRules } from '../core/exclusions.ts';
import { parseAcceptStatus } from '../core/acceptStatus.ts';
import { type ResolvedOptions, resolveOptions } from '../core/options.ts';
import type { PendingRequests } from './pendingRequests.ts';
import { mayBeDynamic } from '../core/references.ts';
import type { RunValues } from '../core/runValues.ts';
import { lostSecret } from '../core/maskRequest.ts';
import { excludedFailure } from './excludedFailure.ts';
import { RequestFiller } from './requestFiller.ts';
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
  private readonly filler: RequestFiller;
  private readonly hasDynamicOptions: boolean;
  private readonly exclusions: ExclusionRules;
  /** Of the last request with options of its own: those that directives gave are the same for many. */
  private last:
    { own: GatherOptions; options: ResolvedOptions; template: OutgoingTemplate | Failure } | undefined;

  constructor(
    options: ResolvedOptions,
    values: RunValues,
    userAgent: string,
    exclusions: ExclusionRules,
    warn: (problem: string) => void,
  ) {
    this.options = options;
    this.exclusions = exclusions;
    this.filler = new RequestFiller(values);
    this.hasDynamicOptions = mayBeDynamic(
      JSON.stringify([options.headers, options.hostHeaders, options.params]),
    );
    this.userAgent = userAgent;
    this.warn = warn;
    this.template = makeTemplate(options, userAgent);
    this.accepts = parseAcceptStatus(options.acceptStatus) ?? (() => false);
    this.optionsLackSecret = lostSecret(options) !== undefined;
  }

  /** A request's URL as far as its origin needs it. */
  addressOf(url: string): string {
    return this.filler.withoutSecrets(url);
  }

  /** `origin`: that of the request's URL; empty where it has none. */
  prepare(written: ReturnType<PendingRequests['get']>, origin: string): Prepared {
    if (written.masked) return { options: this.options, outgoing: withoutSecret() };
    const isPlain = !written.headers && written.body === undefined && !written.bodyFile && !written.options;
    if (isPlain && !this.hasDynamicOptions && !mayBeDynamic(written.url)) {
      return this.make(written, origin, this.options, this.template);
    }

    const filled = this.filler.request(written, origin);
    if ('kind' in filled) return { options: this.options, outgoing: filled };
    const { request, secretHeaders, hasSecretBody } = filled;
    const run = this.hasDynamicOptions ? this.filler.options(this.options, origin) : undefined;
    if (run && 'kind' in run) return { options: this.options, outgoing: run };
    for (const name of run?.secretHeaders ?? []) secretHeaders.add(name);

    const { options, template } = this.optionsFor(request.options, run?.options);
    const prepared = this.make(request, origin, options, template);
    const { outgoing } = prepared;
    if ('kind' in outgoing || (secretHeaders.size === 0 && !hasSecretBody)) return prepared;
    return { options, outgoing: { ...outgoing, secretHeaders, hasSecretBody } };
  }

  private make(
    request: ReturnType<PendingRequests['get']>,
    origin: string,
    options: ResolvedOptions,
    template: OutgoingTemplate | Failure,
  ): Prepared {
    const outgoing = 'kind' in template ? template : prepare(request, origin, template);
    if ('kind' in outgoing) return { options, outgoing };
    return { options, outgoing: excludedFailure(this.exclusions, outgoing.url.href) ?? outgoing };
  }

  /** A request's own options over those of the run, of which `filled` are what they are for this request. */
  private optionsFor(own: GatherOptions | undefined, filled: ResolvedOptions | undefined) {
    const base = filled ?? this.options;
    if (!own && !filled) return { options: base, template: this.template };
    if (own && !filled && this.last?.own === own) return this.last;
    const { options, problems } = resolveOptions(
      // Parameters are added to those of the run, as headers are.
      { ...own, ...(own?.params && { params: { ...base.params, ...own.params } }) },
      base,
    );
    for (const problem of problems) this.warn(problem);
    const template = makeTemplate(options, this.userAgent);
    if (own && !filled) this.last = { own, options, template };
    return { options, template };
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
