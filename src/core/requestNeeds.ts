import type { GatherOptions } from '../api.ts';
import { originsOfHost } from './hostHeaders.ts';
import { isSafeMethod } from './methods.ts';
import type { ResolvedOptions } from './options.ts';
import { mayBeDynamic, referencesIn } from './references.ts';
import type { RequestList } from './requestList.ts';

const beginning = /^(?:[a-z][a-z\d+.-]*:\/\/)?(?:\{\{[^{}]*\}\}|[^/?#{\\])*/i;

/** What the requests of a run need a person, or this machine, for. */
export class RequestNeeds {
  /** How many requests each method has that is not safe. */
  readonly unsafe = new Map<string, number>();
  readonly processEnv = new Set<string>();
  readonly dotenv = new Set<string>();
  /** The secrets that requests name, each with the beginnings of their URLs, as far as these tell the origin. */
  readonly secrets = new Map<string, Set<string>>();
  bodyFiles = 0;
  /** Whether the requests themselves use what only a trusted workspace may: a person's own settings may always. */
  needsTrust = false;
  /** The beginnings of all URLs, where the options of the run have references. */
  private readonly addresses = new Set<string>();
  private readonly options: ResolvedOptions;
  private readonly optionsRefer: boolean;

  constructor(options: ResolvedOptions) {
    this.options = options;
    const references = textsOf(options).flatMap(referencesIn);
    this.optionsRefer = references.length > 0;
    for (const { kind, name } of references) if (kind !== 'secret') this[kind].add(name);
  }

  /** Takes a request in. */
  add(requests: RequestList, index: number): void {
    const url = requests.url(index);
    if (this.optionsRefer) this.addresses.add(addressOf(url));
    if (mayBeDynamic(url)) this.refer(url, url);
    if (requests.hasExtras(index)) this.addExtras(requests, index, url);
  }

  /** Takes in which secrets the options of the run send where; `originOf` tells the origin of a URL's beginning. */
  addOptions(originOf: (address: string) => string | undefined): void {
    if (!this.optionsRefer) return;
    const { headers, params, hostHeaders } = this.options;
    for (const text of [...Object.values(headers), ...Object.values(params)]) {
      for (const address of this.addresses) this.send(text, address);
    }
    const byOrigin = new Map(Array.from(this.addresses, (each) => [originOf(each), each]));
    for (const [host, own] of Object.entries(hostHeaders)) {
      for (const origin of originsOfHost(host) ?? []) {
        const address = byOrigin.get(origin);
        if (address !== undefined) for (const text of Object.values(own)) this.send(text, address);
      }
    }
  }

  private addExtras(requests: RequestList, index: number, url: string): void {
    const { method = 'GET', headers, body, bodyFile, options } = requests.get(index);
    if (!isSafeMethod(method)) {
      const name = method.toUpperCase();
      this.unsafe.set(name, (this.unsafe.get(name) ?? 0) + 1);
    }
    if (bodyFile !== undefined) {
      this.needsTrust = true;
      this.bodyFiles++;
      this.refer(bodyFile, url);
    }
    if (typeof body === 'string') this.refer(body, url);
    const pairs = Array.isArray(headers) ? headers : Object.entries(headers ?? {});
    for (const [, value] of pairs as [string, string][]) this.refer(value, url);
    if (options) for (const value of textsOf(options)) this.refer(value, url);
  }

  /** A text of a request refers to what it refers to. */
  private refer(text: string, url: string): void {
    for (const { kind, name } of referencesIn(text)) {
      this.needsTrust = true;
      if (kind !== 'secret') this[kind].add(name);
    }
    this.send(text, addressOf(url));
  }

  private send(text: string, address: string): void {
    for (const { kind, name } of referencesIn(text)) {
      if (kind !== 'secret') continue;
      this.secrets.set(name, (this.secrets.get(name) ?? new Set()).add(address));
    }
  }
}

function addressOf(url: string): string {
  return beginning.exec(url)?.[0] ?? url;
}

function textsOf({ headers, params, hostHeaders }: GatherOptions): string[] {
  return [headers, params, ...Object.values(hostHeaders ?? {})].flatMap((each) => Object.values(each ?? {}));
}
