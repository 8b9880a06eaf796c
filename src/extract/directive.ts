import type { GatherOptions } from '../api.ts';
import { parseAcceptStatus } from '../core/acceptStatus.ts';
import { isKnownMethod } from '../core/methods.ts';
import { optionLimits } from '../core/options.ts';
import { parseFieldExpression } from './fieldExpression.ts';

/** What a directive says. */
export type Directive =
  | { type: 'header'; name: string; value: string }
  | { type: 'param'; name: string; value: string }
  | { type: 'method'; method: string }
  /** Of each request. */
  | { type: 'options'; options: GatherOptions }
  /** Of the run as a whole. */
  | { type: 'runOptions'; options: GatherOptions }
  | { type: 'field'; name: string; expression: string }
  | { type: 'name'; name: string }
  /** The next request is not sent. */
  | { type: 'disabled' };

/** A directive, or what is wrong with its name or its value. */
export type ParsedDirective =
  Directive | { type: 'badName'; message: string } | { type: 'badValue'; message: string };

type Parse = (value: string) => ParsedDirective;

const parsers: Record<string, Parse> = {
  header: (value) => {
    const [, name, content] = /^([!#$%&'*+\-.^_`|~\da-z]+)[ \t]*:[ \t]*(.*)$/i.exec(value) ?? [];
    if (!name || content === undefined)
      return bad('@header takes a name and a value: @header Accept: text/plain');
    return { type: 'header', name, value: content };
  },
  param: (value) => {
    const [, name, content] = /^([^=\s]+)[ \t]*=[ \t]*(.*)$/.exec(value) ?? [];
    if (!name || content === undefined) return bad('@param takes a name and a value: @param page=1');
    return { type: 'param', name, value: content };
  },
  method: (value) => {
    const method = value.toUpperCase();
    if (!isKnownMethod(method)) return bad('@method takes a method of HTTP, such as @method HEAD');
    return { type: 'method', method };
  },
  timeout: (value) => {
    const [, number, unit = ''] = /^(\d+(?:\.\d+)?)[ \t]*(ms|s|m|)$/.exec(value) ?? [];
    const timeout = Math.round(Number(number) * (unit === 'ms' ? 1 : unit === 'm' ? 60_000 : 1000));
    const { minimum, maximum } = optionLimits.timeout;
    if (!(timeout >= minimum && timeout <= maximum)) {
      return bad('@timeout takes a time up to an hour: 500ms, 5s or 2m');
    }
    return { type: 'options', options: { timeout } };
  },
  retries: wholeNumber('retries', 'options'),
  'max-redirects': wholeNumber('maxRedirects', 'options'),
  concurrency: wholeNumber('concurrency', 'runOptions'),
  'per-host': wholeNumber('concurrencyPerHost', 'runOptions'),
  accept: (value) =>
    parseAcceptStatus(value)
      ? { type: 'options', options: { acceptStatus: value } }
      : bad('@accept takes statuses, such as @accept 200-299,401'),
  field: (value) => {
    const [, name, expression] = /^([^=]*[^=\s])[ \t]*=[ \t]*(\$.*)$/.exec(value) ?? [];
    if (!name || !expression) return bad('@field takes a name and a JSONPath: @field price = $.data.price');
    const parsed = parseFieldExpression(expression);
    if ('fault' in parsed)
      return bad(`This JSONPath is wrong at character ${parsed.at + 1}: ${parsed.detail}`);
    return { type: 'field', name, expression };
  },
  name: (value) => ({ type: 'name', name: value.replace(/^=[ \t]*/, '') }),
  disabled: () => ({ type: 'disabled' }),
};

/** What a directive of this name and value says; `undefined` where it is none of ours. */
export function parseDirective(name: string, value: string): ParsedDirective | undefined {
  const parse = Object.hasOwn(parsers, name) ? parsers[name] : undefined;
  if (parse) return parse(value);
  const meant = Object.keys(parsers).find((each) => isSlip(name, each));
  if (meant === undefined) return undefined;
  return { type: 'badName', message: `@${name} is not known. Is @${meant} meant?` };
}

function wholeNumber(
  option: 'retries' | 'maxRedirects' | 'concurrency' | 'concurrencyPerHost',
  type: 'options' | 'runOptions',
): Parse {
  const { minimum, maximum } = optionLimits[option];
  return (value) => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : -1;
    if (number < minimum || number > maximum)
      return bad(`A whole number from ${minimum} to ${maximum} is wanted here`);
    return { type, options: { [option]: number } };
  };
}

/** Whether one letter too many, missing, wrong or in the wrong order, or another way to join words, makes the one of the other. */
function isSlip(written: string, ours: string): boolean {
  // Nothing wrong is sent for want of a name, and many words are like it.
  if (ours === 'name') return false;
  const one = written.toLowerCase().replaceAll(/[-_]/g, '');
  const other = ours.replaceAll('-', '');
  if (Math.abs(one.length - other.length) > 1) return false;
  let first = 0;
  while (first < one.length && one[first] === other[first]) first++;
  const restOf = (text: string, from: number) => text.slice(first + from);
  return (
    one === other ||
    restOf(one, 1) === restOf(other, 1) ||
    restOf(one, 1) === restOf(other, 0) ||
    restOf(one, 0) === restOf(other, 1) ||
    (one[first] === other[first + 1] &&
      one[first + 1] === other[first] &&
      restOf(one, 2) === restOf(other, 2))
  );
}

function bad(message: string): ParsedDirective {
  return { type: 'badValue', message: `${message}.` };
}
