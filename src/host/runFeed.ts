import type { FieldDescription, PanelRow, RunDescription, ToPanel } from '../core/panelProtocol.ts';
import type { RunState } from '../core/runFormat.ts';
import type { Summary } from '../core/summary.ts';
import { timeDistribution, type TimeDistribution } from '../core/timeDistribution.ts';
import { isResumable } from './isResumable.ts';
import type { Run } from './run.ts';
import { runNotice } from './runNotice.ts';
import type { Runs } from './runs.ts';
import type { ShownRows } from './shownRows.ts';

/** How often the distribution of times is looked at while a run is under way, in ms: that takes longer, and is no matter of moments. */
const timesMilliseconds = 1000;

/** Tells the panel which run it shows, and where that stands. */
export class RunFeed {
  private readonly runs: Pick<Runs, 'list' | 'get'>;
  private readonly post: (message: ToPanel) => void;
  private timesToldAt = 0;
  /** Until they are due of a run of which nothing else may come for long. */
  private timesTimer: NodeJS.Timeout | undefined;
  /** The fields as they were told last. */
  private toldFields = '';
  /** All runs as they were told last. */
  private toldRuns = '';

  constructor(runs: Pick<Runs, 'list' | 'get'>, post: (message: ToPanel) => void) {
    this.runs = runs;
    this.post = post;
  }

  /** Tells all of it, with rows that will be seen; without a run that there is none. */
  tell(shown: ShownRows | undefined, rows: readonly PanelRow[] = []): void {
    this.stop();
    const runs = this.all(shown?.run);
    this.toldRuns = JSON.stringify(runs);
    if (!shown) return this.post({ type: 'run', runs });
    const { run, comparison } = shown;
    const fields = describeFields(run);
    this.toldFields = JSON.stringify(fields);
    this.post({
      type: 'run',
      run: describe(run),
      ...standing(run),
      ...this.times(run),
      ...(fields.length > 0 && { fields }),
      runs,
      ...(rows.length > 0 && { rows }),
      ...(comparison && {
        comparison: { earlier: describe(comparison.earlier), changes: comparison.changes },
      }),
    });
  }

  /** Tells that there is no run to show, and that there are earlier ones to choose from. */
  offerHistory(): void {
    this.post({ type: 'run', runs: this.all(undefined), hasHistory: true });
  }

  /** Tells of the fields again where they are others than those told last. */
  updateFields(shown: ShownRows): void {
    if (JSON.stringify(describeFields(shown.run)) !== this.toldFields) this.tell(shown);
  }

  /** Tells where the run stands now. */
  updateStanding(shown: ShownRows): void {
    const { run } = shown;
    this.stop();
    const wait = run.running ? this.timesToldAt + timesMilliseconds - performance.now() : 0;
    if (wait > 0) this.timesTimer = setTimeout(() => this.updateStanding(shown), wait);
    const runs = this.all(run);
    const told = JSON.stringify(runs);
    this.post({
      type: 'summary',
      run: run.id,
      ...standing(run),
      ...(wait <= 0 && this.times(run)),
      ...(told !== this.toldRuns && { runs }),
    });
    this.toldRuns = told;
  }

  /** Tells nothing more of its own accord. */
  stop(): void {
    clearTimeout(this.timesTimer);
  }

  /** Those that can be shown, newest first, and the one that is shown. */
  private all(shown: Run | undefined): RunDescription[] {
    const { list } = this.runs;
    return (!shown || this.runs.get(shown.id) ? list : [shown, ...list]).map(describe);
  }

  private times(run: Run): { times?: TimeDistribution } {
    this.timesToldAt = performance.now();
    const times = timeDistribution(run.table);
    return times ? { times } : {};
  }
}

function standing(run: Run): { summary: Summary; state: RunState; resumable?: true; notice?: string } {
  const notice = runNotice(run);
  return {
    summary: run.summary(),
    state: run.state,
    ...(isResumable(run) && { resumable: true }),
    ...(notice !== undefined && { notice }),
  };
}

function describeFields(run: Run): FieldDescription[] {
  return run.fields.columns.map(({ name, expression, computed, isNumeric, lost, failure }) => ({
    name,
    expression,
    ...(computed > 0 && isNumeric && { numeric: true }),
    ...(lost > 0 && { lost }),
    ...(failure !== undefined && { failure }),
  }));
}

function describe(run: Run): RunDescription {
  // The runs of other extensions have no name of their own: their number tells them apart.
  const title = run.byCommand ? run.title : `${run.title} (${run.number})`;
  const { id, startedAt, running } = run;
  return { id, title, count: run.table.length, startedAt, ...(running && { running }) };
}
