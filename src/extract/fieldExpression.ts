import type { FieldDefinition, FieldProblem } from '../core/fieldProtocol.ts';
import { isPathError, JsonPath } from './jsonPath.ts';

/** UTF-16 code units of a value that are kept. */
export const longestValue = 1000;

/** What a field takes its values from. */
export type FieldExpression =
  | { type: 'json'; path: JsonPath }
  /** The title of an HTML page. */
  | { type: 'title' }
  /** A header of the answer, by its lower-case name. */
  | { type: 'header'; name: string }
  /** The first group of the first match, or all of the match where there is no group. */
  | { type: 'pattern'; pattern: RegExp };

/** An answer as a field looks at it. */
export interface FieldSubject {
  title: string | undefined;
  /** All values of a header, by its lower-case name. */
  header(name: string): readonly string[];
  /** The body; empty where it is not text or not stored. */
  text(): string;
}

const token = /^[!#$%&'*+\-.^_`|~\da-z]+$/i;

/** Reads an expression: `$.data.price`, `title`, `header: ETag` or `/price: (\d+)/i`. */
export function parseFieldExpression(text: string): FieldExpression | FieldProblem {
  const expression = text.trimEnd();
  if (expression === '') return { at: 0, fault: 'kind' };
  if (expression.startsWith('$')) return parsePath(expression);
  if (expression.startsWith('/')) return parsePattern(expression);
  if (expression === 'title') return { type: 'title' };
  const [before, name] = /^header[ \t]*:[ \t]*(.*)$/.exec(expression) ?? [];
  if (before === undefined || name === undefined) return { at: 0, fault: 'kind' };
  if (token.test(name)) return { type: 'header', name: name.toLowerCase() };
  return { at: expression.length - name.length, fault: 'headerName' };
}

function parsePath(expression: string): FieldExpression | FieldProblem {
  try {
    return { type: 'json', path: new JsonPath(expression) };
  } catch (error) {
    if (!isPathError(error)) throw error;
    // Its own way to say where is left out.
    const detail = error.message.replace(/ \('[^]*':\d+\)$/, '');
    return { at: error.token.index, fault: 'path', detail };
  }
}

function parsePattern(expression: string): FieldExpression | FieldProblem {
  const end = expression.lastIndexOf('/');
  if (end < 1) return { at: expression.length, fault: 'patternEnd' };
  const source = expression.slice(1, end);
  if (source === '') return { at: 1, fault: 'patternEmpty' };
  const flags = expression.slice(end + 1);
  const bad = flags.search(/[^imsuv]/);
  if (bad >= 0) return { at: end + 1 + bad, fault: 'patternFlags' };
  try {
    return { type: 'pattern', pattern: new RegExp(source, flags) };
  } catch (error) {
    // The pattern itself, which is to be seen, stands in the middle of it.
    const detail = (error as SyntaxError).message.replace(/^.*: /s, '');
    return { at: 1, fault: 'pattern', detail };
  }
}

/**
 * The value of a field: strings as they are, other JSON as it is written, several values as an array; empty: it has none. It
 * has none either where an answer is nested too deep, or too long, for the expression.
 */
export function fieldValue(expression: FieldExpression, subject: FieldSubject): string {
  try {
    return cut(valueOf(expression, subject));
  } catch (error) {
    if (error instanceof RangeError || isPathError(error)) return '';
    throw error;
  }
}

function valueOf(expression: FieldExpression, subject: FieldSubject): string {
  switch (expression.type) {
    case 'json':
      return jsonValue(expression.path, subject.text());
    case 'title':
      return subject.title ?? '';
    case 'header':
      return subject.header(expression.name).join(', ');
    case 'pattern': {
      const match = expression.pattern.exec(subject.text());
      return (match && match.length > 1 ? match[1] : match?.[0]) ?? '';
    }
    default:
      return expression satisfies never;
  }
}

function jsonValue(path: JsonPath, text: string): string {
  let body: unknown;
  try {
    body = parseExactly(text);
  } catch {
    return '';
  }
  const values = path.values(body);
  if (values.length === 0) return '';
  const value = values.length === 1 ? values[0] : values;
  return typeof value === 'string' ? value : stringifyExactly(value);
}

/** JSON whose integers keep all their digits: those that are too long for a number become a `bigint`. */
function parseExactly(text: string): unknown {
  // To be asked about every value takes many times as long.
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_name: string, value: unknown, context?: { source?: string }) => {
    const source = context?.source ?? '';
    const isExact = typeof value !== 'number' || Number.isSafeInteger(value) || !/^-?\d+$/.test(source);
    return isExact ? value : BigInt(source);
  });
}

function stringifyExactly(value: unknown): string {
  const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown };
  return JSON.stringify(value, (_name, each: unknown) =>
    typeof each === 'bigint' ? rawJSON(String(each)) : each,
  );
}

function cut(value: string): string {
  if (value.length <= longestValue) return value;
  const kept = value.slice(0, longestValue - 1);
  // Half of a character is none.
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

/** Reads `price = $.data.price`, or an expression alone, which is its own name then; `at` counts from the start of `text`. */
export function parseField(text: string): FieldDefinition | FieldProblem {
  const [before, written] = /^[ \t]*(?:(?![$/]|header[ \t]*:)([^=]*[^=\s])[ \t]*=[ \t]*)?/.exec(text) ?? [''];
  const expression = text.slice(before.length).trimEnd();
  const parsed = parseFieldExpression(expression);
  if ('fault' in parsed) return { ...parsed, at: before.length + parsed.at };
  return { name: (written ?? expression).slice(0, 100), expression };
}
