import type { FetchDetails } from '../api.ts';
import { formatDuration } from '../core/formatDuration.ts';
import type { PanelDetails } from '../core/panelDetails.ts';
import { type Strings } from './strings.ts';
import { timingBars } from './timingBars.ts';
import { visibleText } from './visibleText.ts';

/** What the time was spent on, as bars with their numbers, and each attempt. */
export function TimingsTab({ content, strings }: { content: PanelDetails; strings: Strings }) {
  const { timings, stored } = content;
  if (timings === undefined) return <p class="none">{strings.notYet}</p>;
  const bars = timingBars(timings);
  const whole = bars.reduce((sum, bar) => sum + bar.length, 0);
  const percent = (part: number) => `${(100 * part) / Math.max(whole, Number.MIN_VALUE)}%`;
  return (
    <>
      <table class="timings">
        <caption class="unseen">{strings.timingsTab}</caption>
        <tbody>
          <tr>
            <th scope="row">{strings.queuePhase}</th>
            <td />
            <td class="amount">{formatDuration(timings.start)}</td>
          </tr>
          {bars.map(({ name, from, length }) => (
            <tr key={name}>
              <th scope="row">{strings[`${name}Phase`]}</th>
              <td class="track">
                <span class={`bar ${name}`} style={{ marginLeft: percent(from), width: percent(length) }} />
              </td>
              <td class="amount">{preciseTime(length)}</td>
            </tr>
          ))}
          <tr class="total">
            <th scope="row">{strings.total}</th>
            <td />
            <td class="amount">{preciseTime(timings.total)}</td>
          </tr>
        </tbody>
      </table>
      {timings.reused && <p class="hint">{strings.reusedConnection}</p>}
      {stored !== undefined && stored.attempts.length > 1 && (
        <Attempts attempts={stored.attempts} strings={strings} />
      )}
    </>
  );
}

function Attempts({ attempts, strings }: { attempts: FetchDetails['attempts']; strings: Strings }) {
  return (
    <>
      <h2>{strings.attemptsHead}</h2>
      <table class="attempts">
        <thead>
          <tr>
            <th scope="col">{strings.attempt}</th>
            <th scope="col" class="amount">
              {strings.beganAfter}
            </th>
            <th scope="col" class="amount">
              {strings.took}
            </th>
            <th scope="col">{strings.result}</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map(({ start, total, status, failure }, nth) => (
            <tr key={nth}>
              <td>{nth + 1}</td>
              <td class="amount">{formatDuration(start)}</td>
              <td class="amount">{formatDuration(total)}</td>
              <td dir="auto">
                {failure === undefined ? status : visibleText(`${failure.kind}: ${failure.message}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** As short as others, but for parts of a millisecond: `0.4 ms`. */
function preciseTime(milliseconds: number): string {
  if (milliseconds < 0.05) return '< 0.1 ms';
  return milliseconds < 9.95 ? `${milliseconds.toFixed(1)} ms` : formatDuration(milliseconds);
}
