import { formatDuration } from '../core/formatDuration.ts';
import type { TimeDistribution } from '../core/timeDistribution.ts';
import { fill, type Strings } from './strings.ts';
import { TimesChart } from './timesChart.tsx';

/** How long the requests took: three numbers, and on demand how they are spread. */
export function TimesLine(props: {
  times: TimeDistribution;
  open: boolean;
  onToggle: (open: boolean) => void;
  strings: Strings;
}) {
  const { times, open, onToggle, strings } = props;
  const [p50, p90, p99] = [times.p50, times.p90, times.p99].map(formatDuration) as [string, string, string];
  const text = fill(strings.timesText, p50, p90, p99);
  return (
    <details class="times" open={open} onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary title={fill(strings.timesTitle, p50, p90, p99)}>
        <span class="name">{strings.times}</span> {text}
      </summary>
      {open && (
        <TimesChart
          times={times}
          label={fill(
            strings.timesChart,
            formatDuration(times.shortest),
            formatDuration(times.longest),
            text,
          )}
        />
      )}
    </details>
  );
}
