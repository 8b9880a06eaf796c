/**
 * The public API of Gather: what `activate` returns. Other extensions may copy this file; it imports nothing.
 *
 * ```ts
 * const gather = await vscode.extensions.getExtension<GatherApi>('gather.gather-urls')?.activate();
 * const run = gather.gather(['https://example.com/a', 'https://example.com/b'], { concurrency: 20 });
 * for await (const result of run) console.log(result.status, result.url);
 * ```
 */
export interface GatherApi {
  /** Reads the requests of a text, in document order, with what is wrong in it. Never rejects on any text. */
  extract(text: string, options: { languageId: string; uri?: string }): Promise<Extraction>;
  /** Fetches all at once; returns at once. Nothing rejects because a URL failed; results keep the order of `requests`. */
  gather(
    requests: readonly (string | FetchRequest)[],
    options?: GatherOptions,
    token?: CancelToken,
  ): GatherRun;
}

/** What `vscode.CancellationToken` is, structurally. */
export interface CancelToken {
  readonly isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): { dispose(): void };
}

/** What a text asks for, and what is wrong in it. Offsets are UTF-16 code units from the start of the text. */
export interface Extraction {
  requests: readonly ExtractedRequest[];
  problems: readonly Problem[];
  /** From `@field` directives: a JSONPath (RFC 9535) whose value is shown beside each URL. */
  fields: readonly { name: string; expression: string }[];
  /** From directives: what holds for the run as a whole (`concurrency`, `concurrencyPerHost`), to be given to `gather`. */
  options: GatherOptions;
}

/** Something wrong in a text, at its place. An `error` means that a run should not start. */
export interface Problem {
  start: number;
  end: number;
  message: string;
  severity: 'error' | 'hint';
}

/** One thing to fetch. */
export interface FetchRequest {
  /** Absolute, `http:` or `https:`. Anything else becomes a result that `failed` with kind `unsupportedUrl`. */
  url: string;
  /** Default `GET`. */
  method?: string;
  name?: string;
  headers?: readonly (readonly [string, string])[] | Record<string, string>;
  body?: string | Uint8Array;
  /** This request's own; they win over those of the run. The limits of the run as a whole (`concurrency`, `concurrencyPerHost`) are not taken from here. */
  options?: GatherOptions;
}

/** A request that was found in a text: `start` and `end` are the UTF-16 offsets of the URL's text, `line` counts from 0. */
export interface ExtractedRequest extends FetchRequest {
  /** The file that is to be sent as the body (`< ./file`), as it is written: a command reads it, a caller of the API gives its content as `body`. */
  bodyFile?: string;
  start: number;
  end: number;
  line: number;
}

/** `fetch`: answers with their bodies. `check`: only whether and how each answers. */
export type FetchMode = 'fetch' | 'check';

/** How to fetch. Each is also a setting `gather.<name>`, which holds where the option is absent. */
export interface GatherOptions {
  /** `check` asks with HEAD, with GET where a server refuses that, and stores no body. Default `fetch`. */
  mode?: FetchMode;
  /** Requests at once, overall. Default 100. */
  concurrency?: number;
  /** Requests at once per origin (scheme, host and port). Default 10. */
  concurrencyPerHost?: number;
  /** Requests started in a second per origin; 0 means as many as the other limits allow. Default 0. */
  requestsPerSecond?: number;
  /** Milliseconds for one attempt, queueing not counted. Default 30,000. */
  timeout?: number;
  /** Extra attempts on passing faults. Default 2. */
  retries?: number;
  /** Default 10. At 0 a 3xx is the answer, judged by `acceptStatus`; more hops than this: `failed`, kind `redirect`. */
  maxRedirects?: number;
  /** Decoded bytes of a body that are kept and read. Default 20 MiB; what is longer is `truncated`. */
  maxBodyBytes?: number;
  /** For every request; a request's own header of that name wins. */
  headers?: Record<string, string>;
  /**
   * For the requests to one host, such as `{ "api.example.com": { "Authorization": "…" } }`; they win over `headers`, and
   * never go to another host, redirects included. A host without a scheme means https (and http on loopback), a port
   * other than the scheme's own is named: `localhost:3000`, `http://intranet`.
   */
  hostHeaders?: Record<string, Record<string, string>>;
  /** Query parameters appended to every request's URL; a request's own are added to those of the run. */
  params?: Record<string, string>;
  /** Statuses that are `ok`, such as `"200-299,401"`. Default `"200-399"`. */
  acceptStatus?: string;
}

/** One go at a list of requests. Iterating gives results as they complete, each iteration from the first that completed; leaving the loop does not cancel. */
export interface GatherRun extends AsyncIterable<FetchResult> {
  readonly id: string;
  /** All results, in input order, when the last has ended; each is made when it is touched. Never rejects. */
  readonly results: Promise<readonly FetchResult[]>;
  /** Cancels the run, or one request of it. What has arrived stays. */
  cancel(index?: number): void;
  /** What is too large for a result. Rejects while the request has not ended. */
  details(index: number): Promise<FetchDetails>;
  /** The body, content-encoding removed. */
  body(index: number): Promise<Uint8Array>;
  /** The body as text, decoded by its charset. */
  text(index: number): Promise<string>;
  /** The body parsed as JSON; rejects with a readable error where it is not JSON. */
  json(index: number): Promise<unknown>;
}

/** `ok`: status accepted. `httpError`: an answer whose status is not accepted. `failed`: no usable answer. */
export type Outcome = 'ok' | 'httpError' | 'failed' | 'cancelled';

/** What went wrong with a request that `failed`. */
export type FailureKind =
  | 'dns'
  | 'refused'
  | 'reset'
  | 'timeout'
  | 'tls'
  | 'proxy'
  | 'protocol'
  | 'headersTooLarge'
  | 'decode'
  | 'redirect'
  | 'unsupportedUrl'
  | 'input'
  | 'storage'
  | 'internal'
  | 'excluded';

/** Where in an attempt a failure happened. */
export type Phase = 'dns' | 'connect' | 'tls' | 'firstByte' | 'download';

/** Why there is no usable answer; `message` says what to try. */
export interface Failure {
  kind: FailureKind;
  phase?: Phase;
  /** The code of Node, OpenSSL or undici, such as `ECONNREFUSED`. */
  code?: string;
  message: string;
}

/** What became of a request. Light, so that a million of them fit. */
export interface FetchResult {
  /** The request's place in the input. */
  index: number;
  request: FetchRequest;
  outcome: Outcome;
  status?: number;
  /** The URL that answered: the last of the redirects, with the fragment that they name. */
  url: string;
  /** Redirects followed. */
  hops: number;
  /** Each of these is permanent (301, 308): the URL has moved for good. */
  moved?: true;
  /** Tries made; 0 for what never started. */
  attempts: number;
  failure?: Failure;
  /** An answer to robots, not to people. */
  verdict?: 'blocked';
  timings: Timings;
  /** Bytes of the body as they came over the wire, content-encoding included. */
  wireBytes: number;
  /** Decoded bytes of the body. */
  bodyBytes: number;
  /** Unicode code points of the body, where it is text. */
  characters?: number;
  /** The body was cut at `maxBodyBytes`. */
  truncated?: true;
  contentType?: string;
  charset?: string;
  title?: string;
  /** The first 100 characters of the body, where it is text. */
  preview: string;
}

/** Milliseconds. */
export interface Timings {
  /** From the run's start to the first attempt's start: what it waited in the queue. */
  start: number;
  /** Back-off and Retry-After between attempts. */
  waited: number;
  /** Of the last attempt's last hop, as are the next four. */
  dns: number;
  connect: number;
  tls: number;
  firstByte: number;
  download: number;
  /** The last hop's connection had served before: dns, connect and tls are 0. */
  reused: boolean;
  /** In attempts and hops, neither queue nor waits. */
  total: number;
}

/** What is too large for a `FetchResult`. */
export interface FetchDetails {
  /** As sent, where that is not the request's own: in mode `check`, HEAD does for GET as long as the server takes it. */
  method?: string;
  statusText?: string;
  httpVersion?: string;
  headers: readonly (readonly [string, string])[];
  sha256?: string;
  /** As sent, secrets masked. */
  requestHeaders: readonly (readonly [string, string])[];
  /** Each hop left behind. */
  redirects: readonly { status: number; url: string }[];
  attempts: readonly { start: number; total: number; status?: number; failure?: Failure }[];
  /** The values of the run's fields that the answer has, by the names of the fields; each is cut after 1,000 characters. */
  fields?: Readonly<Record<string, string>>;
  certificate?: { subject: string; issuer: string; validFrom: string; validTo: string; protocol: string };
}
