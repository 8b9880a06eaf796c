import type { AppendFile } from './appendFile.ts';
import { BodyReader } from './bodyReader.ts';
import { ContentDecoder } from './contentDecoder.ts';
import { readContentType } from './contentType.ts';

/** Headers as undici hands them on: by lower-case name, in latin-1. */
export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** How an answer is treated. */
export interface AnswerOptions {
  maxBodyBytes: number;
  /** A redirect is wanted for its `location`, not for its body. */
  follow: boolean;
  /** The body is stored; otherwise only its beginning is looked at. */
  store: boolean;
}

/** What an answer tells while it is read. */
export interface AnswerEvents {
  /** All that is wanted of the body has been read. */
  end(): void;
  /** The body is not what its Content-Encoding says. */
  error(error: Error): void;
  /** More can be taken, after `write` returned `wait`. */
  drain(): void;
}

/** Bytes of a body that nobody wants that are worth reading to keep its connection. */
const unwantedLimit = 64 * 1024;

const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** One answer: its status and headers, and its body as it comes. */
export class Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: AnswerHeaders;
  /** Where it redirects to, if that is to be followed. */
  readonly location: URL | undefined;
  /** The body, where it is stored. */
  readonly body: BodyReader | undefined;
  /** Bytes of the body as they came. */
  wireBytes = 0;

  private readonly reader: BodyReader | undefined;
  private readonly decoder: ContentDecoder | undefined;

  /** `url`: what was asked for. */
  constructor(
    { status, statusText, headers }: Pick<Answer, 'status' | 'statusText' | 'headers'>,
    url: URL,
    { maxBodyBytes, follow, store }: AnswerOptions,
    bodies: AppendFile,
    events: AnswerEvents,
  ) {
    this.status = status;
    this.statusText = statusText;
    this.headers = headers;
    if (follow && redirectStatuses.has(status)) this.location = resolveLocation(this.header('location'), url);
    if (this.location) return;
    const type = readContentType(this.header('content-type'));
    this.reader = new BodyReader(store ? bodies : undefined, type, store ? maxBodyBytes : unwantedLimit);
    if (store) this.body = this.reader;
    this.decoder = this.makeDecoder(this.reader, events);
  }

  /** A header by its lower-case name; empty where there is none. */
  header(name: string): string {
    const value = this.headers[name];
    return (Array.isArray(value) ? value[0] : value) ?? '';
  }

  /** The first characters of the body, as far as ASCII goes. */
  get beginning(): string {
    return Buffer.from(this.reader?.beginning ?? []).toString('latin1');
  }

  /** Takes bytes of the body. `wait`: no more before `drain`; `enough`: no more at all. */
  write(chunk: Buffer): 'more' | 'wait' | 'enough' {
    this.wireBytes += chunk.length;
    if (this.decoder) return this.decoder.write(chunk) ? 'more' : 'wait';
    const wanted = this.reader ? this.reader.add(chunk) : this.wireBytes <= unwantedLimit;
    return wanted ? 'more' : 'enough';
  }

  /** No more bytes come. Whether all of it is read; otherwise `end` or `error` follows. */
  finish(): boolean {
    if (!this.decoder || this.wireBytes === 0) return true;
    this.decoder.finish();
    return false;
  }

  /** Nothing more of it is wanted: what was read is all there is. */
  close(): void {
    this.decoder?.destroy();
    this.reader?.finish();
  }

  private makeDecoder(reader: BodyReader, events: AnswerEvents): ContentDecoder | undefined {
    // Several lines of one name are one list (RFC 9110 §5.3).
    const encoding = String(this.headers['content-encoding'] ?? '');
    if (!encoding) return undefined;
    return ContentDecoder.for(encoding, { ...events, data: (chunk) => reader.add(chunk) });
  }
}

/** A `Location` is bytes that stand for UTF-8; undici hands them on as latin-1. `undefined`: there is none, or none to use. */
function resolveLocation(location: string, base: URL): URL | undefined {
  if (!location) return undefined;
  return URL.parse(Buffer.from(location, 'latin1').toString('utf8'), base.href) ?? undefined;
}
