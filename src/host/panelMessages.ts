import type { FromPanel } from '../core/panelProtocol.ts';
import { rowActions } from '../core/rowAction.ts';
import { parseRowQuery } from '../core/rowQuery.ts';
import type { RowRange } from '../core/rowRange.ts';
import { parseTableLayout } from '../core/tableLayout.ts';

/** The most rows that a panel can have in view. */
const rowLimit = 1000;

/** A message of the panel, or `undefined` for what is none: a webview's messages are input like any other. */
export function parseFromPanel(message: unknown): FromPanel | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { type, run, index, first, count, ranges, rows, withBody, action, ask, query, layout } =
    message as Record<string, unknown>;
  if (type === 'ready' || type === 'showOutput' || type === 'showHistory' || type === 'ping') return { type };
  if (type === 'layout') return { type, layout: parseTableLayout(layout) };
  if (typeof run !== 'string') return undefined;
  if (type === 'show' || type === 'runAgain' || type === 'runFailedAgain' || type === 'resume') {
    return { type, run };
  }
  if (type === 'select')
    return Array.isArray(ranges) ? { type, run, ranges: ranges.filter(isRange).map(toRange) } : undefined;
  if (type === 'endComparison' || type === 'facets' || type === 'addField' || type === 'removeField') {
    return { type, run };
  }
  if (type === 'order' && isIndex(ask)) return { type, run, ask, query: parseRowQuery(query) };
  if (type === 'viewRows') {
    return Array.isArray(rows) ? { type, run, rows: rows.filter(isIndex).slice(0, rowLimit) } : undefined;
  }
  if ((type === 'open' || type === 'explain' || type === 'chosen') && isIndex(index)) {
    return { type, run, index };
  }
  if (type === 'details' && index === undefined) return { type, run };
  if (type === 'details' && isIndex(index)) return { type, run, index, withBody: withBody === true };
  if (type === 'rowAction' && isIndex(index)) {
    const known = rowActions.find((each) => each === action);
    return known && { type, run, index, action: known };
  }
  if (type === 'cancel' && index === undefined) return { type, run };
  if (type === 'cancel' && isIndex(index)) return { type, run, index };
  if (type === 'view' && isIndex(first) && isIndex(count)) {
    return { type, run, first, count: Math.min(count, rowLimit) };
  }
  return undefined;
}

function isRange(value: unknown): value is RowRange {
  if (typeof value !== 'object' || value === null) return false;
  const { first, count } = value as Record<string, unknown>;
  return isIndex(first) && isIndex(count);
}

function toRange({ first, count }: RowRange): RowRange {
  return { first, count };
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
