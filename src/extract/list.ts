import type { Extraction } from '../api.ts';
import { isKnownMethod } from '../core/methods.ts';
import { type Filled, FileVariables } from './fileVariables.ts';
import { isGroupLine } from './groupLine.ts';
import { type PlainRules, PlainScanner } from './plain.ts';
import { withLineFeeds } from './lineFeeds.ts';
import { ProblemCollector } from './problemCollector.ts';
import { RequestCollector } from './requestCollector.ts';
import { RequestScope, disabledMessage } from './requestScope.ts';

const rules: PlainRules = { backslash: 'stays' };
/** What may stand between a URL and the value of a variable that was to belong to it. */
const punctuation = /^[.,;:?!]*$/;
/** What was to go on with a URL. */
const attached = /^["'`\\^]+(?!https?:\/\/)[\w/?#&=%]/i;
const template = /\{\{[^{}\r\n]+\}\}/g;
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
    const { decoded, unknown, values } = variables.fill(text, from, end);
    const shadow = closeUpTemplates(decoded.text);
    const found: { start: number; end: number; at: number; to: number }[] = [];
    // Whether a dynamic variable begins a URL, only its value tells.
    const scheme = decoded.text.startsWith('{{$') ? 'http://' : '';
    const scanned = scheme + shadow;
    new PlainScanner(scanned, rules).scan(0, scanned.length, (first, last) => {
      const at = Math.max(0, first - scheme.length);
      const to = last - scheme.length;
      const start = decoded.sourceStart(at);
      const sourceEnd = decoded.sourceEnd(to);
      found.push({ start, end: sourceEnd, at, to });
      add(decoded.text.slice(at, to), start, sourceEnd);
    });
    this.checkEnds(decoded.text, found, values);
    const isUrl = text.startsWith('{{', from);
    let nth = 0;
    for (const { start, end: to, message, isName } of unknown) {
      while ((found[nth]?.end ?? end) <= start) nth++;
      // In prose braces mean what they mean there.
      const begins = isUrl && start === from && (isName || !isBlank(text.charCodeAt(to)));
      if ((found[nth]?.start ?? end) <= start || begins) this.problems.add(start, to, message);
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

  /** Finds the variables whose values end a URL: in a space or a quotation mark, as a rule. */
  private checkEnds(
    filled: string,
    found: readonly { at: number; to: number }[],
    values: Filled['values'],
  ): void {
    let nth = 0;
    for (const [index, { to }] of found.entries()) {
      while (nth < values.length && (values[nth]?.at ?? 0) + (values[nth]?.length ?? 0) < to) nth++;
      const value = values[nth];
      if (!value || value.at > to + 10) continue;
      const endsInside = value.at < to && to < value.at + value.length;
      const endsBefore =
        value.at >= to &&
        value.length > 0 &&
        punctuation.test(filled.slice(to, value.at)) &&
        found[index + 1]?.at !== value.at;
      const goesOn = value.at + value.length === to && attached.test(filled.slice(to, to + 20));
      if (!endsInside && !endsBefore && !goesOn) continue;
      this.problems.add(
        value.start,
        value.end,
        'The value of this variable ends the URL in its middle: it holds a space, a quotation mark or the like. Correct it, or write {{%name}} to have it percent-encoded.',
      );
      nth++;
    }
  }

  private add(url: string, start: number, end: number, own: string | undefined): void {
    const { method: folded, isDisabled, ...extras } = this.scope.next();
    if (isDisabled) return this.problems.add(start, end, disabledMessage, 'hint');
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

/** The same text, of the same length, in which variables in braces are letters: they may be a host, and nothing in them ends a URL. */
function closeUpTemplates(text: string): string {
  return text.replace(template, (written) =>
    written.includes('://') ? written : 'x'.repeat(written.length),
  );
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000 || code === 0xfeff;
}
