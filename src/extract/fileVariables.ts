import { isDynamic } from '../core/references.ts';
import { DecodedText } from './decodedText.ts';
import type { ProblemCollector } from './problemCollector.ts';

/** A text with the variables of its file filled in, and what in it stands for none. */
export interface Filled {
  decoded: DecodedText;
  unknown: Unknown[];
  /** Where in the decoded text the value of a variable stands, and where the variable is written. */
  values: { at: number; length: number; start: number; end: number }[];
}

/** Braces whose value is not known. `isName`: they hold the name of a variable, and not what another tool may mean by them. */
interface Unknown {
  start: number;
  end: number;
  message: string;
  isName: boolean;
}

const definition = /^[ \t]*@([A-Za-z_][\w.-]*)[ \t]*=[ \t]*/;
const template = /\{\{([^{}\r\n]+)\}\}/g;
const variableName = /^[A-Za-z_][\w.-]*$/;
/** A part of an earlier answer, as REST Client and httpYac write it. */
const ofAnswer = /^[A-Za-z_][\w-]*\.(?:request|response)\./;

/** UTF-16 code units that all values together may bring into a text: what brings more is meant to do harm. */
const largestGrowth = 16 * 1024 * 1024;
const longestValue = 16 * 1024;

/** The variables that a file defines (`@name = value`), each known from its line on. */
export class FileVariables {
  private readonly values = new Map<string, string>();
  private readonly problems: ProblemCollector;
  private growth = 0;

  constructor(problems: ProblemCollector) {
    this.problems = problems;
  }

  /** Takes a line in that defines a variable; `false` where it is another. */
  define(text: string, start: number, end: number): boolean {
    const line = text.slice(start, end);
    const match = definition.exec(line);
    if (!match?.[1]) return false;
    const from = start + match[0].length;
    const to = from + line.slice(match[0].length).trimEnd().length;
    const value = this.value(text, from, to);
    if (value.length > longestValue) this.problems.add(from, to, 'This value is too long for a variable.');
    else this.values.set(match[1], value);
    return true;
  }

  /** The part of a text with its variables filled in; each that is not known becomes a problem, and so does any other expression. */
  value(text: string, from: number, to: number): string {
    return this.filled(text, from, to, false);
  }

  /** The same of a body, where braces that hold no name are its own. */
  bodyValue(text: string, from: number, to: number): string {
    return this.filled(text, from, to, true);
  }

  /** The same, with what leads back to the text; dynamic variables (`{{$…}}`) stay as they are. */
  fill(text: string, from: number, to: number): Filled {
    const decoded = new DecodedText(text, from);
    const unknown: Unknown[] = [];
    const values: Filled['values'] = [];
    const part = text.slice(from, to);
    for (const { 0: written, 1: content = '', index } of part.matchAll(template)) {
      const encoded = /^\s*%/.test(content);
      const name = (encoded ? content.trimStart().slice(1) : content).trim();
      const start = from + index;
      const end = start + written.length;
      const known = this.values.get(name);
      const value = known !== undefined && encoded ? percentEncoded(known) : known;
      const problem = (message: string, isName: boolean) => unknown.push({ start, end, message, isName });
      if (value !== undefined && this.growth + value.length <= largestGrowth) {
        this.growth += value.length;
        decoded.appendEscape(value, start, end);
        values.push({ at: decoded.text.length - value.length, length: value.length, start, end });
      } else if (value !== undefined) {
        problem('The variables of this file hold too much text.', true);
      } else if (name.startsWith('$') && !encoded) {
        if (!isDynamic(written)) problem(unknownDynamicMessage(written), true);
      } else if (variableName.test(name) && !ofAnswer.test(name)) {
        problem(unknownMessage(name), true);
      } else {
        problem(expressionMessage(name), ofAnswer.test(name));
      }
    }
    return { decoded: decoded.endAt(to), unknown, values };
  }

  private filled(text: string, from: number, to: number, isBody: boolean): string {
    const { decoded, unknown } = this.fill(text, from, to);
    for (const { start, end, message, isName } of unknown) {
      if (isName || !isBody) this.problems.add(start, end, message);
    }
    return decoded.text;
  }
}

/** A value as a part of a URL; what is dynamic in it is encoded when it is sent. */
function percentEncoded(value: string): string {
  return value.replace(/\{\{[^{}]*\}\}|[^{]+|\{/g, (part) =>
    isDynamic(part) ? part : encodeURIComponent(part.toWellFormed()),
  );
}

function expressionMessage(expression: string): string {
  return ofAnswer.test(expression)
    ? 'All requests are sent at once: what one is answered cannot be part of another. Write the value itself, or {{$secret NAME}}.'
    : 'Gather evaluates no expressions. Name a variable here, such as {{name}}, and define it above with "@name = value".';
}

function unknownMessage(name: string): string {
  return `There is no variable "${name}" above this place. Define it with "@${name} = value", or correct the name.`;
}

function unknownDynamicMessage(written: string): string {
  return `${written} is not known. There are {{$processEnv NAME}}, {{$dotenv NAME}}, {{$secret NAME}}, {{$guid}} and {{$timestamp}}.`;
}
