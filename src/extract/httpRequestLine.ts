import { isKnownMethod } from '../core/methods.ts';

/** The line with which a request begins. */
export interface RequestLine {
  /** In upper case, where the line names one. */
  method: string | undefined;
  /** A GraphQL query is to be sent. */
  isGraphQl: boolean;
  /** The URL, or its beginning, as it is written, and its UTF-16 offset in the line. */
  target: string;
  at: number;
}

/** What a line says that begins no request of HTTP; the lines below that belong to it are passed over. */
export interface NoRequestLine {
  message: string;
  severity: 'error' | 'hint';
  /** Where what belongs to it ends: with its line, at an empty line, or where the next request begins. */
  lasts: 'line' | 'paragraph' | 'request';
}

const methodAndTarget = /^[ \t]*([A-Za-z]+)[ \t]+(?=\S)/;
const version = /[ \t]HTTP\/\d(?:\.\d)?(?:[ \t]*\(Prior Knowledge\))?$/i;
const bareUrl = /^[ \t]*(?:https?:\/\/|\{\{)/i;
/** Requests that the JetBrains HTTP client and httpYac send, and Gather does not. */
const otherProtocols = new Set([
  'GRPC',
  'WEBSOCKET',
  'WS',
  'WSS',
  'SSE',
  'EVENTSOURCE',
  'MQTT',
  'AMQP',
  'RSOCKET',
]);

/** Reads the line with which a request is to begin. */
export function readRequestLine(line: string): RequestLine | NoRequestLine {
  const read = tryRequestLine(line);
  if (read) return read;
  const [, word] = methodAndTarget.exec(line) ?? [];
  if (word !== undefined && otherProtocols.has(word)) {
    return {
      message: `Gather sends HTTP requests only: this one of ${word} is passed over.`,
      severity: 'hint',
      lasts: 'request',
    };
  }
  if (word === 'curl') {
    const message =
      'Gather reads no curl commands. Write a method and a URL, such as POST https://example.com, its headers below, an empty line and the body.';
    return { message, severity: 'error', lasts: 'paragraph' };
  }
  const message =
    word !== undefined && /^[A-Z]{3,}$/.test(word)
      ? `${word} is no method that Gather knows. Use GET, POST, PUT, PATCH, DELETE, ….`
      : 'This is no request. Write a method and a URL, such as GET https://example.com, or begin a comment with #.';
  return { message, severity: 'error', lasts: 'line' };
}

/** The same; `undefined` where the line begins no request. */
export function tryRequestLine(line: string): RequestLine | undefined {
  if (bareUrl.test(line)) {
    const at = line.length - line.trimStart().length;
    return { method: undefined, isGraphQl: false, target: withoutVersion(line.slice(at)), at };
  }
  const [before, word] = methodAndTarget.exec(line) ?? [];
  if (before === undefined || word === undefined) return undefined;
  const method = word.toUpperCase();
  const isGraphQl = method === 'GRAPHQL';
  const target = line.slice(before.length);
  // Many a method is a word of prose, too.
  if (word !== method && !bareUrl.test(target) && !target.startsWith('/')) return undefined;
  if (!isGraphQl && !isKnownMethod(method)) return undefined;
  return {
    method: isGraphQl ? 'POST' : method,
    isGraphQl,
    target: withoutVersion(target),
    at: before.length,
  };
}

/** Whether the line begins a request, beyond doubt. */
export function isRequestLine(line: string): boolean {
  const { target = '' } = tryRequestLine(line) ?? {};
  return bareUrl.test(target) || target.startsWith('/');
}

/** A part of a request line, without the version of HTTP at its end. */
export function withoutVersion(target: string): string {
  return target.replace(version, '').trimEnd();
}
