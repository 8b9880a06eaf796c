import type { FromPanel } from '../core/panelProtocol.ts';

/** The most rows that a panel can have in view. */
const rowLimit = 1000;

/** A message of the panel, or `undefined` for what is none: a webview's messages are input like any other. */
export function parseFromPanel(message: unknown): FromPanel | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { type, run, index, first, count } = message as Record<string, unknown>;
  if (type === 'ready' || type === 'showOutput') return { type };
  if (typeof run !== 'string') return undefined;
  if (type === 'show') return { type, run };
  if (type === 'open' && isIndex(index)) return { type, run, index };
  if (type === 'cancel' && index === undefined) return { type, run };
  if (type === 'cancel' && isIndex(index)) return { type, run, index };
  if (type === 'view' && isIndex(first) && isIndex(count)) {
    return { type, run, first, count: Math.min(count, rowLimit) };
  }
  return undefined;
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
