import type { PanelRow } from '../core/panelProtocol.ts';

/**
 * What a request was doing: `other` is what came before its last hop, `mixed` that and the waits in between; `stalled` was
 * one that waited for a connection, or was being sent.
 */
export const segmentKinds = [
  'queue',
  'other',
  'mixed',
  'waiting',
  'dns',
  'connect',
  'tls',
  'stalled',
  'firstByte',
  'download',
  'running',
] as const;

/** One of `segmentKinds`. */
export type SegmentKind = (typeof segmentKinds)[number];

/** A stretch of a request's time, ms from the run's start. */
export interface Segment {
  readonly kind: SegmentKind;
  readonly from: number;
  readonly to: number;
}

/** The last of a request's phases, in their order. */
const phases = ['dns', 'connect', 'tls', 'firstByte', 'download'] as const;

/**
 * What is drawn for a row, `now` ms after the run's start. Times are known of the last hop of the last attempt only: what
 * came before is one stretch, but for one earlier attempt, which ends where the wait begins.
 */
export function segmentsOf(row: PanelRow, now: number): readonly Segment[] {
  if (row.gone) return [];
  const { timings } = row;
  if (timings === undefined) return unended(row, now);
  const known = phases.reduce((sum, phase) => sum + timings[phase], 0);
  const before = Math.max(0, timings.total - known);

  const segments: Segment[] = [];
  let at = 0;
  const add = (kind: SegmentKind, duration: number) => {
    if (duration > 0) segments.push({ kind, from: at, to: at + duration });
    at += duration;
  };
  add('queue', timings.start);
  if (row.state === 'cancelled') {
    add('running', timings.waited + timings.total);
    return segments;
  }
  const tries = row.attempts ?? 1;
  // A check may have asked twice: with HEAD, and with GET.
  if (tries === 1 && row.hops === 0 && row.noBody !== 'checked') {
    // What ended in a phase, and so has no time of it, took the rest in that.
    const open = row.failure?.phase;
    for (const phase of phases) {
      if (phase === 'firstByte' && open === undefined) add('stalled', before);
      add(phase, timings[phase] + (phase === open ? before : 0));
    }
    return segments;
  }
  if (timings.waited > 0 && tries === 2 && row.hops === 0) {
    add('other', before);
    add('waiting', timings.waited);
  } else add(timings.waited > 0 ? 'mixed' : 'other', before + timings.waited);
  for (const phase of phases) add(phase, timings[phase]);
  return segments;
}

function unended({ state, start }: PanelRow, now: number): readonly Segment[] {
  if (state !== 'queued' && state !== 'running' && state !== 'waiting') return [];
  if (start === undefined) return state === 'queued' ? [{ kind: 'queue', from: 0, to: now }] : [];
  const begun = Math.min(start, now);
  return [
    { kind: 'queue', from: 0, to: begun },
    { kind: state === 'waiting' ? 'waiting' : 'running', from: begun, to: now },
  ];
}
