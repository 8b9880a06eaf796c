import type { Extraction } from '../api.ts';
import { isKnownMethod } from '../core/methods.ts';
import { closeUpDynamic } from '../core/references.ts';
import type { RequestExtras } from '../core/requestList.ts';
import { FileVariables } from './fileVariables.ts';
import { isGroupLine } from './groupLine.ts';
import { ProblemCollector } from './problemCollector.ts';
import { RequestCollector } from './requestCollector.ts';
import { RequestScope } from './requestScope.ts';
import { isHttpUrl } from './verbatimUrl.ts';

const requestLine = /^[ \t]*([A-Za-z]+)[ \t]+(\S.*)$/;
const version = /^HTTP\/\d(?:\.\d)?$/;
const bareUrl = /^[ \t]*(?:https?:\/\/|\{\{)/i;
const header = /^[ \t]*([!#$%&'*+\-.^_`|~\da-z]+)[ \t]*:[ \t]*(.*)$/i;
const queryLine = /^[ \t]*[?&]/;
const comment = /^[ \t]*(?:#|\/\/)/;
const bodyFile = /^[ \t]*<[ \t]+(\S.*)$/;
/** What other tools do before or with an answer: `< {% %}`, `> {% %}`, `> script.js`, `>> file`, `<> file`, `?? status == 200`. */
const script = /^[ \t]*(?:[<>][ \t]*\{%|>[ \t]+\S+\.js$|>>|<>|\?\?[ \t])/;

/** Methods whose requests have no body as a rule: where they have none, what follows an empty line may be the next request. */
const bodyless = new Set(['GET', 'HEAD', 'OPTIONS', 'DELETE', 'TRACE']);

/** Reads the requests of a `.http` or `.rest` file, as REST Client, httpYac and the JetBrains HTTP client write them. */
export function readHttp(text: string): Extraction {
  return new HttpReader(text).read();
}

class HttpReader {
  private readonly text: string;
  private readonly problems = new ProblemCollector();
  private readonly variables = new FileVariables(this.problems);
  private readonly scope = new RequestScope(this.problems, this.variables);
  private readonly collector: RequestCollector;
  /** Of the line that is looked at; `line` is its text, without what is blank at its end. */
  private start = 0;
  private end = 0;
  private line = '';

  constructor(text: string) {
    this.text = text;
    this.collector = new RequestCollector(text);
    this.goTo(text.startsWith('\ufeff') ? 1 : 0);
  }

  read(): Extraction {
    while (!this.over) {
      if (this.passAside()) continue;
      if (script.test(this.line)) this.passScript();
      else this.readRequest();
    }
    return { requests: this.collector.requests, problems: this.problems.inOrder, ...this.scope.rest };
  }

  private get over(): boolean {
    return this.start >= this.text.length;
  }

  private get isGroup(): boolean {
    return isGroupLine(this.line.trimStart(), 0);
  }

  private get isBlank(): boolean {
    return this.line === '';
  }

  /** Where `line` ends. */
  private get lineEnd(): number {
    return this.start + this.line.length;
  }

  private goTo(start: number): void {
    const lineEnd = this.text.indexOf('\n', start);
    this.start = start;
    this.end = lineEnd < 0 ? this.text.length : lineEnd;
    this.line = this.text.slice(this.start, this.end).trimEnd();
  }

  private next(): void {
    this.goTo(this.end + 1);
  }

  /** Goes past a line that is empty, a comment, a group's beginning or a variable's definition. */
  private passAside(): boolean {
    if (this.isGroup) this.scope.beginGroup();
    else if (comment.test(this.line)) this.scope.comment(this.text, this.start, this.end);
    else if (!this.isBlank && !this.variables.define(this.text, this.start, this.end)) return false;
    this.next();
    return true;
  }

  private passScript(): void {
    this.wrong('Gather runs no scripts and keeps no answers of other tools: this is passed over.', 'hint');
    if (this.line.includes('{%')) {
      while (!this.over && !this.isGroup && !this.line.includes('%}')) this.next();
    }
    if (!this.over && !this.isGroup) this.next();
  }

  /** What follows a method on the line; `undefined` where it does not begin with one. */
  private get target(): string | undefined {
    const [, method = '', target] = requestLine.exec(this.line) ?? [];
    return isKnownMethod(method) ? target : undefined;
  }

  /** Whether the line begins a request, beyond doubt. */
  private get beginsRequest(): boolean {
    return bareUrl.test(this.line) || bareUrl.test(this.target ?? '');
  }

  private readRequest(): void {
    const isBare = bareUrl.test(this.line);
    const [, method, target = ''] = isBare ? [] : (requestLine.exec(this.line) ?? []);
    if (!isBare && (method === undefined || !isKnownMethod(method))) {
      this.wrong(notRequestMessage(method));
      return this.next();
    }
    const url = withoutVersion(isBare ? this.line.trimStart() : target);
    const at = this.start + this.line.indexOf(url);
    let end = at + url.length;
    let whole = this.variables.value(this.text, at, end);
    for (this.next(); !this.over && queryLine.test(this.line); this.next()) {
      const from = this.start + this.line.length - this.line.trimStart().length;
      end = this.lineEnd;
      whole += this.variables.value(this.text, from, end);
    }
    const { method: folded, headers: foldedHeaders = [], ...extras } = this.scope.next();
    const own = this.readHeaders();
    const names = new Set(own.map(([name]) => name.toLowerCase()));
    const headers = [...foldedHeaders.filter(([name]) => !names.has(name.toLowerCase())), ...own];
    const used = method ?? folded ?? 'GET';
    const request: RequestExtras = {
      ...(used !== 'GET' && { method: used }),
      ...extras,
      ...(headers.length > 0 && { headers }),
      ...this.readBody(used),
    };
    const problem = urlProblem(whole);
    if (problem) this.problems.add(at, end, problem);
    else this.collector.add(whole, at, end, Object.keys(request).length > 0 ? request : undefined);
  }

  private readHeaders(): (readonly [string, string])[] {
    const headers: (readonly [string, string])[] = [];
    for (; !this.over && !this.isBlank && !this.isGroup && !this.beginsRequest; this.next()) {
      if (comment.test(this.line)) {
        this.scope.comment(this.text, this.start, this.end);
        continue;
      }
      if (this.variables.define(this.text, this.start, this.end)) continue;
      const [, name, value = ''] = header.exec(this.line) ?? [];
      if (name) {
        const end = this.lineEnd;
        headers.push([name, this.variables.value(this.text, end - value.length, end)]);
      } else if (script.test(this.line) || this.target !== undefined) {
        break;
      } else {
        this.wrong('This is no header (Name: value). An empty line stands between headers and body.');
      }
    }
    return headers;
  }

  private readBody(method: string): Pick<RequestExtras, 'body' | 'bodyFile'> {
    if (this.over || !this.isBlank) return {};
    while (!this.over && (this.isBlank || (bodyless.has(method) && !this.isGroup && this.passAside()))) {
      if (this.isBlank && !this.over) this.next();
    }
    if (this.over || this.isGroup || script.test(this.line)) return {};
    if (bodyless.has(method) && this.beginsRequest) return {};
    if (method === 'GET' || method === 'HEAD') {
      this.wrong(
        `A ${method} request has no body. Begin the next request with its method, or a comment with #.`,
      );
      this.passBody();
      return {};
    }
    if (/^[ \t]*<@/.test(this.line)) {
      this.wrong('Gather sends files as they are: write "< ./file".');
      this.passBody();
      return {};
    }
    const [, path] = bodyFile.exec(this.line) ?? [];
    if (path !== undefined) {
      const end = this.lineEnd;
      const value = this.variables.value(this.text, end - path.length, end);
      this.next();
      while (!this.over && (this.isBlank || comment.test(this.line)) && !this.isGroup) this.passAside();
      if (!this.over && !this.isGroup && !script.test(this.line) && !this.beginsRequest) {
        this.wrong('A body is a text or a file, not both. Begin the next request with ###.');
        this.passBody();
      }
      return { bodyFile: value };
    }
    return { body: this.readText() };
  }

  private readText(): string {
    const from = this.start;
    let to = from;
    for (; !this.over && !this.isGroup && !script.test(this.line); this.next()) {
      if (bodyFile.test(this.line))
        this.wrong('A body is a text or a file, not both: send the whole from a file.');
      if (!bareUrl.test(this.line) && this.beginsRequest) {
        this.wrong('This is sent as part of the body above. To begin a request, put ### before it.', 'hint');
      }
      if (!this.isBlank) to = this.end;
    }
    return this.variables.value(this.text, from, to).trimEnd();
  }

  private passBody(): void {
    while (!this.over && !this.isGroup) this.next();
  }

  private wrong(message: string, severity: 'error' | 'hint' = 'error'): void {
    const start = this.start + this.line.length - this.line.trimStart().length;
    this.problems.add(start, this.lineEnd, message, severity);
  }
}

function withoutVersion(target: string): string {
  const last = Math.max(target.lastIndexOf(' '), target.lastIndexOf('\t')) + 1;
  return version.test(target.slice(last)) ? target.slice(0, last).trimEnd() : target;
}

function notRequestMessage(word: string | undefined): string {
  return word !== undefined && /^[A-Z]{3,}$/.test(word)
    ? `${word} is no method that Gather knows. Use GET, POST, PUT, PATCH, DELETE, ….`
    : 'This is no request. Write a method and a URL, such as GET https://example.com, or begin a comment with #.';
}

function urlProblem(url: string): string | undefined {
  const closed = closeUpDynamic(url);
  // Whether a dynamic variable begins a URL, only its value tells.
  if (!isHttpUrl(closed) && !closed.startsWith('{{$'))
    return 'This is no http or https URL. Write it in full, such as https://example.com/page.';
  return /\s/.test(closed) ? 'A URL holds no spaces. Write %20 in their place.' : undefined;
}
