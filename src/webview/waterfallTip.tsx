import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PanelRow } from '../core/panelProtocol.ts';
import type { Strings } from './strings.ts';
import { timeLines } from './waterfallText.ts';

/** Pixels between the pointer and what it calls up. */
const gap = 14;

/** The numbers behind a row's waterfall, beside the pointer. */
export function WaterfallTip(props: { row: PanelRow; now: number; x: number; y: number; strings: Strings }) {
  const { row, now, x, y, strings } = props;
  const tip = useRef<HTMLDivElement>(null);
  const lines = timeLines(row, now, strings);
  useLayoutEffect(() => {
    const element = tip.current;
    if (element === null) return;
    const { offsetWidth, offsetHeight } = element;
    const below = y + gap + offsetHeight <= window.innerHeight;
    element.style.left = `${Math.max(0, Math.min(x + gap, window.innerWidth - offsetWidth))}px`;
    element.style.top = `${Math.max(0, below ? y + gap : y - gap - offsetHeight)}px`;
  });
  if (lines.length === 0) return null;
  return (
    <div ref={tip} class="tip" aria-hidden="true">
      {lines.map(({ kind, name, duration }, at) => (
        <div key={at}>
          <span class={`swatch segment-${kind}`} />
          <span>{name}</span>
          <span class="duration">{duration}</span>
        </div>
      ))}
    </div>
  );
}

/** The row in whose waterfall the pointer is, and where. */
export interface TipPlace {
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/** Follows the pointer over the waterfall. */
export function useWaterfallTip(scroller: RefObject<HTMLElement | null>): TipPlace | undefined {
  const [place, setPlace] = useState<TipPlace>();
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const onMove = ({ target, clientX: x, clientY: y }: PointerEvent) => {
      const cell = target instanceof Element ? target.closest('.row > .waterfall') : null;
      const row = cell?.closest<HTMLElement>('[data-index]');
      setPlace(row ? { index: Number(row.dataset['index']), x, y } : undefined);
    };
    const leave = () => setPlace(undefined);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('scroll', leave);
    return () => {
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('scroll', leave);
    };
  }, [scroller]);
  return place;
}
