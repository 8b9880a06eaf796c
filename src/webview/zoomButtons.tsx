import { Icon } from './icon.tsx';
import type { Strings } from './strings.ts';

/** Shows more or less of a run's time in the waterfall. */
export function ZoomButtons(props: {
  isZoomed: boolean;
  /** `factor` of the stretch that is shown; `undefined`: all of it. */
  zoom: (factor: number | undefined) => void;
  strings: Strings;
}) {
  const { isZoomed, zoom, strings } = props;
  const button = (icon: string, label: string, factor: number | undefined, disabled = false) => (
    <button
      type="button"
      class="tool"
      title={label}
      aria-label={label}
      disabled={disabled}
      onClick={() => zoom(factor)}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <>
      {button('zoom-out', strings.zoomOut, 2, !isZoomed)}
      {button('zoom-in', strings.zoomIn, 0.5)}
      {button('screen-full', strings.zoomAll, undefined, !isZoomed)}
    </>
  );
}
