import type { Extraction } from '../api.ts';
import { isKnownMethod } from '../core/methods.ts';
import { closeUpDynamic } from '../core/references.ts';
import { FileVariables } from './fileVariables.ts';
import { isGroupLine } from './groupLine.ts';
import { type PlainRules, PlainScanner } from './plain.ts';
import { withLineFeeds } from './lineFeeds.ts';
import { ProblemCollector } from './problemCollector.ts';
import { RequestCollector } from './requestCollector.ts';
import { RequestScope } from './requestScope.ts';

const rules: PlainRules = { backslash: 'stays' };
const method = /([A-Z]{3,9})[ \t]+(?=https?:\/\/|\{\{)/iy;

/** Reads a list: comments, directives, variables and groups, and else the URLs of each line. What one part of it says holds for the next. */
export class ListReader {
  private readonly problems = new ProblemCollector();
  private readonly variables = new FileVariables(this.problems);
  private readonly scope = new RequestScope(this.problems, this.variables);
  private text = '';
  private collector = new RequestCollector('');
  private scanner = new PlainScanner('', rules);
  private template = -1;

  /** The requests of the next part of the text, which ends at a line's end; offsets and lines are those of the part. */
  read(written: string): Extraction['requests'] {
    const part = withLineFeeds(written);
    this.problems.base += this.text.length;
    this.text = part;
    this.collector = new RequestCollector(part);
    this.scanner = new PlainScanner(part, rules);
    this.template = -1;
    for (let start = 0; start < part.length;) {
      const lineEnd = part.indexOf('\n', start);
      const end = lineEnd < 0 ? part.length : lineEnd;
      this.readLine(start, end);
      start = end + 1;
    }
    return this.collector.requests;
  }

  /** What there is to say of all that was read. */
  get rest(): Omit<Extraction, 'requests'> {
    return { problems: this.problems.inOrder, ...this.scope.rest };
  }

  private readLine(start: number, end: number): void {
    const { text } = this;
    let first = start;
    while (first < end && isBlank(text.charCodeAt(first))) first++;
    const sign = text.charCodeAt(first);
    if (sign === 0x23 || (sign === 0x2f && text.charCodeAt(first + 1) === 0x2f)) {
      if (isGroupLine(text, first)) this.scope.beginGroup();
      else this.scope.comment(text, start, end);
    } else if (sign !== 0x40 || !this.variables.define(text, start, end)) {
      this.readContent(first, end);
    }
  }

  private readContent(first: number, end: number): void {
    const { text } = this;
    const code = text.charCodeAt(first);
    let from = first;
    let own: string | undefined;
    if (code >= 0x41 && code <= 0x5a) {
      method.lastIndex = first;
      const [before = '', name] = method.exec(text) ?? [];
      if (name && isKnownMethod(name)) {
        own = name;
        from += before.length;
      }
    }
    const add = (url: string, start: number, to: number) => {
      this.add(url, start, to, start === from ? own : undefined);
    };
    if (this.hasTemplate(from, end)) this.readFilled(from, end, add);
    else this.scanner.scan(from, end, (at, to) => add(text.slice(at, to), at, to));
  }

  /** Reads what a line says when its variables are filled in. */
  private readFilled(
    from: number,
    end: number,
    add: (url: string, start: number, end: number) => void,
  ): void {
    const { text, variables } = this;
    const { decoded, unknown } = variables.fill(text, from, end);
    const shadow = closeUpDynamic(decoded.text);
    const found: [start: number, end: number][] = [];
    // Whether a dynamic variable begins a URL, only its value tells.
    const scheme = shadow.startsWith('{{$') ? 'http://' : '';
    const scanned = scheme + shadow;
    new PlainScanner(scanned, rules).scan(0, scanned.length, (at, to) => {
      const first = Math.max(0, at - scheme.length);
      const start = decoded.sourceStart(first);
      const last = decoded.sourceEnd(to - scheme.length);
      found.push([start, last]);
      add(decoded.text.slice(first, to - scheme.length), start, last);
    });
    const isUrl = text.startsWith('{{', from);
    let nth = 0;
    for (const { start, end: to, message } of unknown) {
      while ((found[nth]?.[1] ?? end) <= start) nth++;
      // In prose braces mean what they mean there.
      const inUrl = (found[nth]?.[0] ?? end) <= start || (isUrl && start === from);
      if (inUrl) this.problems.add(start, to, message);
    }
    if (isUrl && found.length === 0 && unknown.length === 0) {
      const to = from + text.slice(from, end).trimEnd().length;
      this.problems.add(
        from,
        to,
        'This gives no http:// or https:// URL. Check the variable at its beginning.',
      );
    }
  }

  private add(url: string, start: number, end: number, own: string | undefined): void {
    const { method: folded, ...extras } = this.scope.next();
    const name = own ?? folded ?? 'GET';
    if (name !== 'GET') this.collector.add(url, start, end, { method: name, ...extras });
    else if (Object.keys(extras).length > 0) this.collector.add(url, start, end, extras);
    else this.collector.add(url, start, end);
  }

  private hasTemplate(from: number, end: number): boolean {
    if (this.template < from) {
      const next = this.text.indexOf('{{', from);
      this.template = next < 0 ? Number.POSITIVE_INFINITY : next;
    }
    return this.template < end;
  }
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000 || code === 0xfeff;
}
