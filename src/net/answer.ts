import { isUtf8 } from 'node:buffer';
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
  bodyEnded(): void;
  /** The body is not what its Content-Encoding says. */
  bodyFailed(error: Error): void;
  /** More can be taken, after `write` returned `wait`. */
  bodyDrained(): void;
  /** Too much waits for the disk: `hold` is to be called, and `resume` when there is room. */
  diskFull(): void;
}

/** Bytes of an unwanted body that are worth reading to keep its connection. */
const unwantedLimit = 64 * 1024;
/** The time in which they should come, ms. */
export const unwantedTime = 250;

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
  private readonly bodies: AppendFile;
  private readonly events: AnswerEvents;
  private readonly decoder: ContentDecoder | undefined;

  /** `url`: what was asked for. */
  constructor(
    { status, statusText, headers }: Pick<Answer, 'status' | 'statusText' | 'headers'>,
    url: string,
    { maxBodyBytes, follow, store }: AnswerOptions,
    bodies: AppendFile,
    events: AnswerEvents,
  ) {
    this.status = status;
    this.statusText = statusText;
    this.headers = headers;
    this.bodies = bodies;
    this.events = events;
    if (follow && redirectStatuses.has(status)) this.location = resolveLocation(this.header('location'), url);
    if (this.location) return;
    const type = readContentType(this.contentType);
    const reader = new BodyReader(store ? bodies : undefined, type, store ? maxBodyBytes : unwantedLimit);
    this.reader = reader;
    if (store) this.body = reader;
    // Several lines of one name are one list (RFC 9110 §5.3).
    const encoding = String(headers['content-encoding'] ?? '');
    if (encoding) this.decoder = this.makeDecoder(encoding, reader);
  }

  /** Whether the body is wanted; otherwise the answer is whole without it. */
  get isBodyWanted(): boolean {
    return this.body !== undefined;
  }

  /** A header by its lower-case name; empty where there is none. */
  header(name: string): string {
    const value = this.headers[name];
    return (Array.isArray(value) ? value[0] : value) ?? '';
  }

  /** Of several the last counts (Fetch standard §2.2.2). */
  get contentType(): string {
    const value = this.headers['content-type'];
    return (Array.isArray(value) ? value.at(-1) : value) ?? '';
  }

  /** The first characters of the body, as far as ASCII goes. */
  get beginning(): string {
    return Buffer.from(this.reader?.beginning ?? []).toString('latin1');
  }

  /** Takes bytes of the body. `wait`: no more before `drain`; `enough`: no more at all. */
  write(chunk: Buffer): 'more' | 'wait' | 'enough' {
    this.wireBytes += chunk.length;
    if (this.decoder) return this.decoder.write(chunk) ? 'more' : 'wait';
    const wanted = this.reader ? this.read(this.reader, chunk) : this.wireBytes <= unwantedLimit;
    return wanted ? 'more' : 'enough';
  }

  /** Decodes no further for the moment. */
  hold(): void {
    this.decoder?.hold();
  }

  resume(): void {
    this.decoder?.resume();
  }

  private makeDecoder(encoding: string, reader: BodyReader): ContentDecoder | undefined {
    const { events } = this;
    return ContentDecoder.for(encoding, {
      data: (chunk) => this.read(reader, chunk),
      end: () => events.bodyEnded(),
      error: (error) => events.bodyFailed(error),
      drain: () => events.bodyDrained(),
    });
  }

  /** Takes decoded bytes; `false`: no more are wanted. */
  private read(reader: BodyReader, chunk: Uint8Array): boolean {
    const wanted = reader.add(chunk);
    if (this.isBodyWanted && this.bodies.isFull) this.events.diskFull();
    return wanted;
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
}

/** A `Location` is bytes that stand for UTF-8, or for themselves; undici hands them on as latin-1. `undefined`: there is none, or none to use. */
function resolveLocation(location: string, base: string): URL | undefined {
  if (!location) return undefined;
  const bytes = Buffer.from(location, 'latin1');
  const text = isUtf8(bytes)
    ? bytes.toString('utf8')
    : location.replaceAll(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
  return URL.parse(text, base) ?? undefined;
}
