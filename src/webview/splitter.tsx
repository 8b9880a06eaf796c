import type { RefObject } from 'preact';
import { type DetailsModel, type DetailsSide, shareLimits } from './detailsModel.ts';
import { detailsPaneId } from './focusDetails.ts';
import type { Strings } from './strings.ts';

const step = 5;

/** Divides the room between the table and the pane of details: to be drawn with the mouse, or moved with the arrow keys. */
export function Splitter(props: {
  details: DetailsModel;
  side: DetailsSide;
  /** What it divides. */
  room: RefObject<HTMLElement | null>;
  strings: Strings;
}) {
  const { details, side, room, strings } = props;
  const isBeside = side === 'beside';

  function onPointerDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    // Text would be selected on the way.
    event.preventDefault();
    (event.currentTarget as HTMLElement).focus();
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  }

  function onPointerMove(event: PointerEvent): void {
    const area = room.current?.getBoundingClientRect();
    const isHeld = (event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId);
    if (area === undefined || !isHeld) return;
    const left = isBeside
      ? (area.right - event.clientX) / area.width
      : (area.bottom - event.clientY) / area.height;
    details.resize(side, left * 100);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const [more, less] = isBeside ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const { least, most } = shareLimits;
    // What is drawn may be older.
    const share = details.state.share[side];
    const to = { [more]: share + step, [less]: share - step, Home: least, End: most }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    details.resize(side, to);
  }

  return (
    <div
      class="splitter"
      role="separator"
      tabIndex={0}
      aria-label={strings.resizeDetails}
      aria-controls={detailsPaneId}
      aria-orientation={isBeside ? 'vertical' : 'horizontal'}
      aria-valuemin={shareLimits.least}
      aria-valuemax={shareLimits.most}
      aria-valuenow={details.state.share[side]}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
      onDblClick={() => details.resize(side, 50)}
    />
  );
}
