import { formatBytes } from '../core/formatBytes.ts';
import { formatCount } from '../core/formatCount.ts';
import { formatDuration } from '../core/formatDuration.ts';
import type { RunDescription } from '../core/panelProtocol.ts';
import type { RunState } from '../core/runFormat.ts';
import { ended, type Summary } from '../core/summary.ts';
import { Icon } from './icon.tsx';
import type { PanelModel } from './panelModel.ts';
import { stateIcons } from './rowText.ts';
import { runText } from './runText.ts';
import { fill, type Strings } from './strings.ts';
import {
  bytesTitle,
  endText,
  endTitle,
  outcomeCounts,
  progressText,
  rateText,
  speedUpText,
  sumText,
} from './summaryText.ts';
import { useTick } from './useTick.ts';

/** Where the shown run stands, and what can be done about it. */
export function SummaryLine(props: {
  model: PanelModel;
  run: RunDescription;
  runs: readonly RunDescription[];
  summary: Summary | undefined;
  state: RunState | undefined;
  /** It can go on. */
  resumable: boolean;
  strings: Strings;
}) {
  const { model, run, runs, summary, state, resumable, strings } = props;
  const { running, hostGone } = model;
  return (
    <header class="summary">
      <h1 class="unseen">{strings.results}</h1>
      <div class="facts">
        {summary && (
          <Facts model={model} summary={summary} state={state} resumable={resumable} strings={strings} />
        )}
      </div>
      <div class="actions" hidden={hostGone}>
        <RunPicker model={model} run={run} runs={runs} strings={strings} />
        {resumable && (
          <vscode-button title={strings.resumeTitle} onClick={() => model.actions.runAgain('resume')}>
            {strings.resume}
          </vscode-button>
        )}
        {!running && <Again model={model} summary={summary} strings={strings} />}
        <vscode-button secondary onClick={() => model.actions.showOutput()}>
          {strings.output}
        </vscode-button>
        {running && <vscode-button onClick={() => model.actions.cancel()}>{strings.cancel}</vscode-button>}
      </div>
      <div class={running ? 'progress' : 'progress ended'}>
        {summary && (
          <vscode-progress-bar aria-label={strings.progressBar} value={ended(summary)} max={summary.count} />
        )}
      </div>
    </header>
  );
}

function Again(props: { model: PanelModel; summary: Summary | undefined; strings: Strings }) {
  const { model, summary, strings } = props;
  return (
    <>
      {summary !== undefined && summary.httpError + summary.failed > 0 && (
        <vscode-button secondary onClick={() => model.actions.runAgain('runFailedAgain')}>
          {strings.runFailedAgain}
        </vscode-button>
      )}
      <vscode-button secondary onClick={() => model.actions.runAgain('runAgain')}>
        {strings.runAgain}
      </vscode-button>
    </>
  );
}

function Facts(props: {
  model: PanelModel;
  summary: Summary;
  state: RunState | undefined;
  resumable: boolean;
  strings: Strings;
}) {
  const { model, summary, state, resumable, strings } = props;
  useTick(model.running);
  const end = endText(model.hostGone && state === 'running' ? 'interrupted' : state, strings);
  const sum = sumText(summary, strings);
  const faster = speedUpText({ ...summary, wallTime: model.wallTime }, strings);
  const rate = rateText(summary, model.wallTime, strings);
  return (
    <>
      <span class="done">{progressText(summary, strings)}</span>
      {end !== undefined && (
        <span class="end" title={resumable ? endTitle(state, strings) : undefined}>
          {end}
        </span>
      )}
      {outcomeCounts(summary).map(({ outcome, count }) => (
        <button
          key={outcome}
          type="button"
          class={`count state-${outcome}`}
          title={fill(strings.showOutcome, formatCount(count), strings[outcome])}
          aria-pressed={model.query.outcome === outcome}
          onClick={() => model.toggleOutcome(outcome)}
        >
          <Icon name={stateIcons[outcome]} />
          {formatCount(count)}
          <span class="unseen"> {strings[outcome]}</span>
        </button>
      ))}
      <span class="wall" title={strings.wallTime}>
        <Icon name="clockface" />
        {formatDuration(model.wallTime)}
      </span>
      {sum !== undefined && (
        <span class="sum" title={strings.sumOfTimes}>
          {sum}
        </span>
      )}
      {faster !== undefined && <span class="faster">{faster}</span>}
      {rate !== undefined && (
        <span class="rate" title={strings.rateTitle}>
          {rate}
        </span>
      )}
      {summary.bodyBytes > 0 && (
        <span class="bytes" title={bytesTitle(summary, strings)}>
          {formatBytes(summary.bodyBytes)}
        </span>
      )}
    </>
  );
}

/** No run has it as its id. */
const earlierRuns = '';

/** Chooses among the runs of this window; all others are behind the last choice. */
function RunPicker(props: {
  model: PanelModel;
  run: RunDescription;
  runs: readonly RunDescription[];
  strings: Strings;
}) {
  const { model, run, runs, strings } = props;

  function onChange(event: { currentTarget: HTMLSelectElement }): void {
    const { value } = event.currentTarget;
    if (value !== earlierRuns) return model.actions.show(value);
    // Until another run is chosen this one is shown.
    event.currentTarget.value = run.id;
    model.actions.showHistory();
  }

  return (
    <span class="picker">
      <select aria-label={strings.shownRun} value={run.id} onChange={onChange}>
        {runs.map((each) => (
          <option key={each.id} value={each.id}>
            {runText(each, new Date(), strings)}
          </option>
        ))}
        <option value={earlierRuns}>{strings.earlierRuns}</option>
      </select>
      <Icon name="chevron-down" />
    </span>
  );
}
