import { isDynamic } from '../core/references.ts';
import { DecodedText } from './decodedText.ts';
import type { ProblemCollector } from './problemCollector.ts';

/** A text with the variables of its file filled in, and what in it stands for none. */
export interface Filled {
  decoded: DecodedText;
  unknown: { start: number; end: number; message: string }[];
}

const definition = /^[ \t]*@([A-Za-z_][\w.-]*)[ \t]*=[ \t]*/;
const template = /\{\{([^{}\r\n]{1,200})\}\}/g;
const variableName = /^[A-Za-z_][\w.-]*$/;

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

  /** The part of a text with its variables filled in; each that is not known becomes a problem. */
  value(text: string, from: number, to: number): string {
    const { decoded, unknown } = this.fill(text, from, to);
    for (const { start, end, message } of unknown) this.problems.add(start, end, message);
    return decoded.text;
  }

  /** The same, with what leads back to the text; dynamic variables (`{{$…}}`) stay as they are. */
  fill(text: string, from: number, to: number): Filled {
    const decoded = new DecodedText(text, from);
    const unknown: Filled['unknown'] = [];
    const part = text.slice(from, to);
    for (const { 0: written, 1: content = '', index } of part.matchAll(template)) {
      const name = content.trim();
      const start = from + index;
      const end = start + written.length;
      const value = this.values.get(name);
      if (value !== undefined && this.growth + value.length <= largestGrowth) {
        this.growth += value.length;
        decoded.appendEscape(value, start, end);
      } else if (value !== undefined) {
        unknown.push({ start, end, message: 'The variables of this file hold too much text.' });
      } else if (name.startsWith('$') && !isDynamic(written)) {
        unknown.push({ start, end, message: unknownDynamicMessage(written) });
      } else if (variableName.test(name)) {
        unknown.push({ start, end, message: unknownMessage(name) });
      }
    }
    return { decoded: decoded.endAt(to), unknown };
  }
}

function unknownMessage(name: string): string {
  return `There is no variable "${name}" above this place. Define it with "@${name} = value", or correct the name.`;
}

function unknownDynamicMessage(written: string): string {
  return `${written} is not known. There are {{$processEnv NAME}}, {{$dotenv NAME}}, {{$secret NAME}}, {{$guid}} and {{$timestamp}}.`;
}
