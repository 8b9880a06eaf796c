import { join } from 'node:path';
import { labelToName, TextDecoder } from '@exodus/bytes/encoding.js';
import type { FromFields, ToFields } from '../core/fieldProtocol.ts';
import { type ResultLine, runFiles } from '../core/runFormat.ts';
import {
  type FieldExpression,
  fieldValue,
  parseField,
  parseFieldExpression,
} from '../extract/fieldExpression.ts';
import { BlockReader } from './blockReader.ts';
import { ExportProblem } from './exportProblem.ts';
import { StoredBodies } from './storedBodies.ts';

/** ms after which an answer is given with the values that there are. */
const answerAfter = 100;

/** Answers a question about fields. Never throws; it takes as long as the expression takes on one body. */
export function answerField(message: ToFields, now = () => performance.now()): FromFields {
  const { id } = message;
  if (message.type === 'checkField') {
    const field = parseField(message.text);
    return 'fault' in field ? { type: 'fieldRefused', id, ...field } : { type: 'fieldChecked', id, field };
  }
  const expression = parseFieldExpression(message.expression);
  if ('fault' in expression) return { type: 'fieldRefused', id, ...expression };
  try {
    return { type: 'fieldValues', id, ...valuesOf(expression, message, now) };
  } catch (error) {
    if (error instanceof ExportProblem) return { type: 'fieldFailed', id };
    return { type: 'fieldFailed', id, reason: error instanceof Error ? error.message : String(error) };
  }
}

function valuesOf(
  expression: FieldExpression,
  { folder, offsets, lengths }: Extract<ToFields, { type: 'computeField' }>,
  now: () => number,
): Pick<Extract<FromFields, { type: 'fieldValues' }>, 'values' | 'lost'> {
  const records = new BlockReader(join(folder, runFiles.results));
  const bodies = new StoredBodies(join(folder, runFiles.bodies));
  try {
    const end = now() + answerAfter;
    const values: string[] = [];
    let lost = 0;
    for (const [nth, length] of lengths.entries()) {
      const line = length > 0 ? lineOf(records.read([offsets[nth] ?? 0, length])) : undefined;
      const isThere = line && (!needsBody(expression) || bodies.has(line.body));
      if (length > 0 && !isThere) lost++;
      values.push(isThere ? valueOf(expression, line, bodies) : '');
      if (now() >= end) break;
    }
    return { values, lost };
  } finally {
    records.close();
    bodies.close();
  }
}

function valueOf(expression: FieldExpression, line: ResultLine, bodies: StoredBodies): string {
  return fieldValue(expression, {
    title: line.title,
    header(name) {
      const value = line.details.headers?.[name] ?? [];
      return typeof value === 'string' ? [value] : value;
    },
    text: () => textOf(line, bodies),
  });
}

function needsBody({ type }: FieldExpression): boolean {
  return type === 'json' || type === 'pattern';
}

function textOf({ body, charset }: ResultLine, bodies: StoredBodies): string {
  const decoder = new TextDecoder((charset && labelToName(charset)) ?? 'utf-8');
  let text = '';
  for (const piece of bodies.pieces(body)) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

function lineOf(bytes: Buffer): ResultLine | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null && 'details' in value && 'body' in value
      ? (value as ResultLine)
      : undefined;
  } catch {
    // It was torn, or overwritten with blanks.
    return undefined;
  }
}
