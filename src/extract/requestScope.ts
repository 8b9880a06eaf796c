import type { Extraction, FetchRequest, GatherOptions } from '../api.ts';
import { type Directive, parseDirective } from './directive.ts';
import type { FileVariables } from './fileVariables.ts';
import type { ProblemCollector } from './problemCollector.ts';

/** What directives give to each request below them. */
export interface Folded {
  method?: string;
  headers?: readonly (readonly [string, string])[];
  options?: GatherOptions;
}

/** Why a request below `@disabled` is missing. */
export const disabledMessage = 'This request is not sent: "# @disabled" stands above it.';

/** Directives that may hold at one place: the sum of all their effects stays small. */
const most = 200;

const comment = /^[ \t]*(?:#|\/\/)[ \t]*@([A-Za-z][\w-]*)(?=[\s=]|$)[ \t]*/;

/** What the directives say that hold at the place where a text is being read: those of the file, and those of its group. */
export class RequestScope {
  readonly fields: { name: string; expression: string }[] = [];
  /** Of the run as a whole. */
  readonly options: GatherOptions = {};
  private readonly problems: ProblemCollector;
  private readonly variables: FileVariables;
  private ofFile: Folded = {};
  private inGroup = false;
  /** Requests have begun, in the group or the file: what is written now comes too late. */
  private begun = false;
  private folded: Folded = {};
  private name: string | undefined;
  private isDisabled = false;
  private count = 0;

  constructor(problems: ProblemCollector, variables: FileVariables) {
    this.problems = problems;
    this.variables = variables;
  }

  /** A `###` line: what was said for the group before no longer holds. */
  beginGroup(): void {
    if (!this.inGroup) this.ofFile = this.folded;
    this.inGroup = true;
    this.begun = false;
    this.count = 0;
    this.folded = this.ofFile;
    this.name = undefined;
    this.isDisabled = false;
  }

  /** Takes a comment line in, which may hold a directive. */
  comment(text: string, start: number, end: number): void {
    const line = text.slice(start, end);
    const match = comment.exec(line);
    const [before, name] = match ?? [];
    if (before === undefined || name === undefined) return;
    const from = start + before.length;
    const to = from + line.slice(before.length).trimEnd().length;
    const nameAt = start + before.lastIndexOf('@');
    // Another tool's directive may name what is no variable here.
    if (parseDirective(name, '') === undefined) return;
    const directive = parseDirective(name, this.variables.value(text, from, to));
    if (!directive) return;
    if (directive.type === 'badValue' && to > from) {
      this.problems.add(from, to, directive.message);
    } else {
      const wrong =
        directive.type === 'badValue' || directive.type === 'badName'
          ? directive.message
          : this.take(directive);
      if (wrong) this.problems.add(nameAt, nameAt + 1 + name.length, wrong);
    }
  }

  /** What the next request has from its directives, and from now on they come too late; `isDisabled`: it is not to be sent. */
  next(): Folded & Pick<FetchRequest, 'name'> & { isDisabled?: true } {
    this.begun = true;
    const { name, isDisabled } = this;
    this.name = undefined;
    this.isDisabled = false;
    if (name === undefined && !isDisabled) return this.folded;
    return { ...this.folded, ...(name !== undefined && { name }), ...(isDisabled && { isDisabled }) };
  }

  /** What the whole file says beside its requests. */
  get rest(): Pick<Extraction, 'fields' | 'options'> {
    return { fields: this.fields, options: this.options };
  }

  /** Lets a directive hold; gives what is wrong with its place. */
  private take(directive: Directive): string | undefined {
    if (++this.count > most || this.fields.length > most)
      return `There are more than ${most} directives here.`;
    switch (directive.type) {
      case 'name':
        if (directive.name !== '') this.name = directive.name;
        return undefined;
      case 'disabled':
        this.isDisabled = true;
        return undefined;
      case 'field':
        if (this.fields.some(({ name }) => name === directive.name)) {
          return `There is a field "${directive.name}" already. Choose another name.`;
        }
        this.fields.push({ name: directive.name, expression: directive.expression });
        return undefined;
      case 'runOptions':
        if (this.inGroup || this.begun) {
          return 'This holds for the whole file: it belongs above the first request and the first ###.';
        }
        Object.assign(this.options, directive.options);
        return undefined;
      default:
        if (this.begun) {
          return 'A directive belongs above the first request of the file or, below a ### line, of its group.';
        }
        this.folded = fold(this.folded, directive);
        return undefined;
    }
  }
}

function fold(
  before: Folded,
  directive: Exclude<Directive, { type: 'name' | 'disabled' | 'field' | 'runOptions' }>,
): Folded {
  const { options = {} } = before;
  switch (directive.type) {
    case 'method':
      return { ...before, method: directive.method };
    case 'header':
      return { ...before, headers: withHeader(before.headers ?? [], directive) };
    case 'param':
      return {
        ...before,
        options: { ...options, params: { ...options.params, [directive.name]: directive.value } },
      };
    case 'options':
      return { ...before, options: { ...options, ...directive.options } };
    default:
      return directive satisfies never;
  }
}

function withHeader(
  headers: readonly (readonly [string, string])[],
  { name, value }: { name: string; value: string },
): readonly (readonly [string, string])[] {
  const same = name.toLowerCase();
  return [...headers.filter(([each]) => each.toLowerCase() !== same), [name, value]];
}
