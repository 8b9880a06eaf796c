import { formatCount } from '../core/formatCount.ts';
import type { RunDescription } from '../core/panelProtocol.ts';
import type { Strings } from './strings.ts';
import { visibleText } from './visibleText.ts';

/** What a run is called among others: when it began, on an earlier day with its date, its title and how many requests it has. */
export function runText(run: RunDescription, now: Date, strings: Strings): string {
  const began = new Date(run.startedAt);
  const isOfToday = began.toDateString() === now.toDateString();
  const when = isOfToday ? began.toLocaleTimeString() : began.toLocaleString();
  const text = `${when} · ${visibleText(run.title)} (${formatCount(run.count)})`;
  return run.running ? `${text}, ${strings.runUnderWay}` : text;
}
