import { JSONPathError, type JSONPathQuery, jsonpath } from 'json-p3';
import type { FieldDefinition } from '../core/fieldProtocol.ts';

/** UTF-16 code units of a value that are kept. */
export const longestValue = 1000;

/** What a field takes its values from. */
export type FieldExpression =
  | { type: 'json'; query: JSONPathQuery }
  /** The title of an HTML page. */
  | { type: 'title' }
  /** A header of the answer, by its lower-case name. */
  | { type: 'header'; name: string }
  /** The first group of the first match, or all of the match where there is no group. */
  | { type: 'pattern'; pattern: RegExp };

/** What is wrong in an expression; `at` is a UTF-16 offset in it. */
export interface FieldProblem {
  at: number;
  message: string;
}

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
  if (expression === '') return { at: 0, message: hint };
  if (expression.startsWith('$')) return parsePath(expression);
  if (expression.startsWith('/')) return parsePattern(expression);
  if (expression === 'title') return { type: 'title' };
  const [before, name] = /^header[ \t]*:[ \t]*(.*)$/.exec(expression) ?? [];
  if (before === undefined || name === undefined) return { at: 0, message: hint };
  if (token.test(name)) return { type: 'header', name: name.toLowerCase() };
  return { at: expression.length - name.length, message: 'a header has a name such as ETag' };
}

const hint = String.raw`a JSONPath begins with $, a pattern with /; else write title or header: ETag`;

function parsePath(expression: string): FieldExpression | FieldProblem {
  try {
    return { type: 'json', query: jsonpath.compile(expression) };
  } catch (error) {
    if (!(error instanceof JSONPathError)) throw error;
    // Its own way to say where is left out.
    return { at: error.token.index, message: error.message.replace(/ \('[^]*':\d+\)$/, '') };
  }
}

function parsePattern(expression: string): FieldExpression | FieldProblem {
  const end = expression.lastIndexOf('/');
  if (end < 1) return { at: expression.length, message: 'a pattern ends with /' };
  const source = expression.slice(1, end);
  if (source === '') return { at: 1, message: 'the pattern is empty' };
  const flags = expression.slice(end + 1);
  const bad = flags.search(/[^imsuv]/);
  if (bad >= 0) return { at: end + 1 + bad, message: 'of the flags, i, m, s, u and v mean something here' };
  try {
    return { type: 'pattern', pattern: new RegExp(source, flags) };
  } catch (error) {
    return { at: 1, message: error instanceof Error ? error.message : String(error) };
  }
}

/** The value of a field: strings as they are, other JSON as it is written, several values as an array; empty: it has none. */
export function fieldValue(expression: FieldExpression, subject: FieldSubject): string {
  switch (expression.type) {
    case 'json':
      return cut(jsonValue(expression.query, subject.text()));
    case 'title':
      return cut(subject.title ?? '');
    case 'header':
      return cut(subject.header(expression.name).join(', '));
    case 'pattern': {
      const match = expression.pattern.exec(subject.text());
      return cut((match && match.length > 1 ? match[1] : match?.[0]) ?? '');
    }
    default:
      return expression satisfies never;
  }
}

function jsonValue(query: JSONPathQuery, text: string): string {
  let body: Parameters<JSONPathQuery['query']>[0];
  try {
    body = JSON.parse(text) as typeof body;
  } catch {
    return '';
  }
  const values = query.query(body).values();
  if (values.length === 0) return '';
  const value = values.length === 1 ? values[0] : values;
  return typeof value === 'string' ? value : JSON.stringify(value);
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
  if ('message' in parsed) return { ...parsed, at: before.length + parsed.at };
  return { name: (written ?? expression).slice(0, 100), expression };
}
