import type { Extraction } from '../api.ts';
import { closeUpDynamic } from '../core/references.ts';
import type { RequestExtras } from '../core/requestList.ts';
import { FileVariables } from './fileVariables.ts';
import {
  type Header,
  bodyByType,
  graphQlBody,
  headerValue,
  isGraphQl,
  isMultipart,
  withoutRequestType,
} from './httpBody.ts';
import { HttpLines } from './httpLines.ts';
import {
  type NoRequestLine,
  isRequestLine,
  readRequestLine,
  tryRequestLine,
  withoutVersion,
} from './httpRequestLine.ts';
import { ProblemCollector } from './problemCollector.ts';
import { RequestCollector } from './requestCollector.ts';
import { RequestScope, disabledMessage } from './requestScope.ts';
import { isHttpUrl } from './verbatimUrl.ts';

const header = /^[ \t]*([!#$%&'*+\-.^_`|~\da-z]+)[ \t]*:[ \t]*(.*)$/i;
/** What goes on with a URL: more of its query or, indented, of its path. */
const urlLine = /^(?:[ \t]*(?:\?(?!\?)|&)|[ \t]+\/(?!\/))/;
const comment = /^[ \t]*(?:#|\/\/)/;
const bodyFile = /^[ \t]*<[ \t]+(\S.*)$/;
/** What other tools do before or with an answer: `< {% %}`, `> {% %}`, `> script.js`, `>> file`, `<> file`, `?? status == 200`; `{{`, and code below it. */
const script = /^[ \t]*(?:[<>][ \t]*\{%|>[ \t]+\S+\.js$|>>|<>|\?\?[ \t]|\{\{[^}]*$)/;

/** Methods whose requests have no body as a rule: where they have none, what follows an empty line may be the next request. */
const bodyless = new Set(['GET', 'HEAD', 'OPTIONS', 'DELETE', 'TRACE']);

/** Reads the requests of a `.http` or `.rest` file, as REST Client, httpYac and the JetBrains HTTP client write them. */
export function readHttp(text: string): Extraction {
  return new HttpReader(text).read();
}

class HttpReader {
  private readonly text: string;
  private readonly lines: HttpLines;
  private readonly problems = new ProblemCollector();
  private readonly variables = new FileVariables(this.problems);
  private readonly scope = new RequestScope(this.problems, this.variables);
  private readonly collector: RequestCollector;

  constructor(text: string) {
    this.text = text;
    this.lines = new HttpLines(text);
    this.collector = new RequestCollector(text);
  }

  read(): Extraction {
    const { lines } = this;
    while (!lines.over) {
      if (this.passAside()) continue;
      if (script.test(lines.line)) this.passScript();
      else this.readRequest();
    }
    return { requests: this.collector.requests, problems: this.problems.inOrder, ...this.scope.rest };
  }

  /** Goes past a line that is empty, a comment, a group's beginning or a variable's definition. */
  private passAside(): boolean {
    const { lines } = this;
    if (lines.isGroup) this.scope.beginGroup();
    else if (comment.test(lines.line)) this.takeComment();
    else if (!lines.isBlank && !this.variables.define(this.text, lines.start, lines.end)) return false;
    lines.next();
    return true;
  }

  private takeComment(): void {
    this.scope.comment(this.text, this.lines.start, this.lines.end);
  }

  private passScript(): void {
    const { lines } = this;
    this.wrong('Gather runs no scripts and keeps no answers of other tools: this is passed over.', 'hint');
    const inPercent = lines.line.includes('{%');
    const inBraces = lines.line.includes('{{');
    const isLast = () =>
      inPercent ? lines.line.includes('%}') : !inBraces || lines.line.trimStart() === '}}';
    while (!lines.over && !lines.isGroup && !isLast()) lines.next();
    if (!lines.over && !lines.isGroup) lines.next();
  }

  private passNoRequest({ message, severity, lasts }: NoRequestLine): void {
    const { lines } = this;
    this.wrong(message, severity);
    lines.next();
    const isPast = () =>
      lasts === 'line' ||
      lines.isGroup ||
      isRequestLine(lines.line) ||
      (lasts === 'paragraph' && lines.isBlank);
    while (!lines.over && !isPast()) lines.next();
  }

  private readRequest(): void {
    const { lines } = this;
    const read = readRequestLine(lines.line);
    if ('message' in read) return this.passNoRequest(read);
    const { method: folded, headers: foldedHeaders = [], isDisabled, ...extras } = this.scope.next();
    const at = lines.start + read.at;
    const url = this.readUrl(at, at + read.target.length);
    const own = this.readHeaders();
    const names = new Set(own.map(([name]) => name.toLowerCase()));
    const headers = [...foldedHeaders.filter(([name]) => !names.has(name.toLowerCase())), ...own];
    const method = read.method ?? folded ?? 'GET';
    const asGraphQl = read.isGraphQl || isGraphQl(headers);
    const { headers: sent, ...body } = this.readBody(method, headers, asGraphQl);
    const { whole, headers: left } = withHost(url.whole, sent);
    const request: RequestExtras = {
      ...(method !== 'GET' && { method }),
      ...extras,
      ...(left.length > 0 && { headers: left }),
      ...body,
    };
    const problem = urlProblem(whole);
    if (isDisabled) this.problems.add(at, url.end, disabledMessage, 'hint');
    else if (!problem)
      this.collector.add(whole, at, url.end, Object.keys(request).length > 0 ? request : undefined);
    else if (!url.hasUnknown) this.problems.add(at, url.end, problem);
  }

  /** Reads the URL that begins at `from` to `to` on this line and may go on below. */
  private readUrl(from: number, to: number): { whole: string; end: number; hasUnknown: boolean } {
    const { lines } = this;
    const url = { whole: '', end: to, hasUnknown: false };
    const take = (start: number, end: number) => {
      const { decoded, unknown } = this.variables.fill(this.text, start, end);
      for (const each of unknown) this.problems.add(each.start, each.end, each.message);
      url.hasUnknown ||= unknown.length > 0;
      url.whole += decoded.text;
      url.end = end;
    };
    take(from, to);
    for (lines.next(); !lines.over; lines.next()) {
      if (urlLine.test(lines.line)) take(lines.first, lines.start + withoutVersion(lines.line).length);
      else if (comment.test(lines.line) && !lines.isGroup) this.takeComment();
      else break;
    }
    return url;
  }

  private readHeaders(): Header[] {
    const { lines, text, variables } = this;
    const headers: Header[] = [];
    for (; !lines.over && !lines.isBlank && !lines.isGroup && !isRequestLine(lines.line); lines.next()) {
      if (comment.test(lines.line)) {
        this.takeComment();
        continue;
      }
      if (variables.define(text, lines.start, lines.end)) continue;
      const [, name, value = ''] = header.exec(lines.line) ?? [];
      if (name) {
        const end = lines.lineEnd;
        headers.push([name, variables.value(text, end - value.length, end)]);
      } else if (script.test(lines.line) || tryRequestLine(lines.line) !== undefined) {
        break;
      } else {
        this.wrong('This is no header (Name: value). An empty line stands between headers and body.');
      }
    }
    return headers;
  }

  private readBody(
    method: string,
    headers: readonly Header[],
    asGraphQl: boolean,
  ): Pick<RequestExtras, 'body' | 'bodyFile'> & { headers: readonly Header[] } {
    const { lines } = this;
    if (lines.over || !lines.isBlank) return { headers };
    while (!lines.over && (lines.isBlank || (bodyless.has(method) && !lines.isGroup && this.passAside()))) {
      if (lines.isBlank && !lines.over) lines.next();
    }
    if (lines.over || lines.isGroup || script.test(lines.line)) return { headers };
    if (bodyless.has(method) && isRequestLine(lines.line)) return { headers };
    if (method === 'GET' || method === 'HEAD') {
      this.wrong(
        `A ${method} request has no body. Begin the next request with its method, or a comment with #.`,
      );
      this.passBody();
      return { headers };
    }
    if (/^[ \t]*<@/.test(lines.line)) {
      this.wrong('Gather sends files as they are: write "< ./file".');
      this.passBody();
      return { headers };
    }
    const [, path] = bodyFile.exec(lines.line) ?? [];
    if (path !== undefined) {
      if (asGraphQl) this.wrong('A query of GraphQL is not taken from a file: write it here.');
      return { headers, bodyFile: this.readBodyFile(path) };
    }
    const { first } = lines;
    const body = this.readText(isMultipart(headers));
    if (!asGraphQl) return { headers, body: bodyByType(body, headers) };
    const query = graphQlBody(body);
    if (query === undefined) {
      this.problems.add(
        first,
        first + 1,
        'What follows the empty line is no JSON: the variables of the query stand there.',
      );
    }
    const sent = withoutRequestType(headers);
    const typed = headerValue(sent, 'content-type') === undefined;
    return { headers: typed ? [...sent, ['Content-Type', 'application/json']] : sent, body: query ?? body };
  }

  private readBodyFile(path: string): string {
    const { lines } = this;
    const end = lines.lineEnd;
    const value = this.variables.value(this.text, end - path.length, end);
    lines.next();
    while (!lines.over && (lines.isBlank || comment.test(lines.line)) && !lines.isGroup) this.passAside();
    if (!lines.over && !lines.isGroup && !script.test(lines.line) && !isRequestLine(lines.line)) {
      this.wrong('A body is a text or a file, not both. Begin the next request with ###.');
      this.passBody();
    }
    return value;
  }

  private readText(hasParts: boolean): string {
    const { lines } = this;
    const from = lines.start;
    let to = from;
    for (; !lines.over && !lines.isGroup && !script.test(lines.line); lines.next()) {
      if (bodyFile.test(lines.line)) {
        this.wrong(
          hasParts
            ? 'Gather sends a file as a whole body, not as one of its parts: write the text of the part here, or the whole body into a file.'
            : 'A body is a text or a file, not both: send the whole from a file.',
        );
      }
      if (tryRequestLine(lines.line)?.method !== undefined && isRequestLine(lines.line)) {
        this.wrong('This is sent as part of the body above. To begin a request, put ### before it.', 'hint');
      }
      if (!lines.isBlank) to = lines.end;
    }
    return this.variables.bodyValue(this.text, from, to).trimEnd();
  }

  private passBody(): void {
    while (!this.lines.over && !this.lines.isGroup) this.lines.next();
  }

  private wrong(message: string, severity: 'error' | 'hint' = 'error'): void {
    this.problems.add(this.lines.first, this.lines.lineEnd, message, severity);
  }
}

/** The address of a URL that is a path alone is in the header `Host`. */
function withHost(url: string, headers: readonly Header[]): { whole: string; headers: readonly Header[] } {
  const host = headerValue(headers, 'host');
  if (!url.startsWith('/') || !host) return { whole: url, headers };
  const scheme = /:(?:8?443)$/.test(host) ? 'https' : 'http';
  return {
    whole: `${scheme}://${host}${url}`,
    headers: headers.filter(([name]) => name.toLowerCase() !== 'host'),
  };
}

function urlProblem(url: string): string | undefined {
  const closed = closeUpDynamic(url);
  // Whether a dynamic variable begins a URL, only its value tells.
  if (!isHttpUrl(closed.replace(/\{\{[^{}]*\}\}/g, 'x')) && !closed.startsWith('{{$'))
    return 'This is no http or https URL. Write it in full, such as https://example.com/page.';
  return /\s/.test(closed) ? 'A URL holds no spaces. Write %20 in their place.' : undefined;
}
