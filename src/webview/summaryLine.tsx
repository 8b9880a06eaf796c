import { formatDuration } from '../core/formatDuration.ts';
import type { RunDescription } from '../core/panelProtocol.ts';
import type { RunState } from '../core/runFormat.ts';
import { done, type Summary } from '../core/summary.ts';
import { formatCount } from './formatCount.ts';
import { Icon } from './icon.tsx';
import type { PanelModel } from './panelModel.ts';
import { stateIcons } from './rowText.ts';
import type { Strings } from './strings.ts';
import { endText, outcomeCounts, progressText, speedUpText, sumText } from './summaryText.ts';
import { useTick } from './useTick.ts';
import { visibleText } from './visibleText.ts';

/** Where the shown run stands, and what can be done about it. */
export function SummaryLine(props: {
  model: PanelModel;
  run: RunDescription;
  runs: readonly RunDescription[];
  summary: Summary | undefined;
  state: RunState | undefined;
  strings: Strings;
}) {
  const { model, run, runs, summary, state, strings } = props;
  const { running, hostGone } = model;
  return (
    <header class="summary">
      <div class="facts">
        {summary && <Facts model={model} summary={summary} state={state} strings={strings} />}
      </div>
      <div class="actions" hidden={hostGone}>
        {runs.length > 1 && <RunPicker model={model} run={run} runs={runs} strings={strings} />}
        {state === 'interrupted' && (
          <vscode-button onClick={() => model.runAgain('resume')}>{strings.resume}</vscode-button>
        )}
        {!running && <Again model={model} summary={summary} strings={strings} />}
        <vscode-button secondary onClick={() => model.showOutput()}>
          {strings.output}
        </vscode-button>
        {running && <vscode-button onClick={() => model.cancel()}>{strings.cancel}</vscode-button>}
      </div>
      <div class={running ? 'progress' : 'progress ended'}>
        {summary && (
          <vscode-progress-bar aria-label={strings.progressBar} value={done(summary)} max={summary.count} />
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
        <vscode-button secondary onClick={() => model.runAgain('runFailedAgain')}>
          {strings.runFailedAgain}
        </vscode-button>
      )}
      <vscode-button secondary onClick={() => model.runAgain('runAgain')}>
        {strings.runAgain}
      </vscode-button>
    </>
  );
}

function Facts(props: {
  model: PanelModel;
  summary: Summary;
  state: RunState | undefined;
  strings: Strings;
}) {
  const { model, summary, state, strings } = props;
  useTick(model.running);
  const end = endText(model.hostGone && state === 'running' ? 'interrupted' : state, strings);
  const sum = sumText(summary, strings);
  const faster = speedUpText({ ...summary, wallTime: model.wallTime }, strings);
  return (
    <>
      <span class="done">{progressText(summary, strings)}</span>
      {end !== undefined && (
        <span class="end" title={state === 'interrupted' ? strings.interruptedTitle : undefined}>
          {end}
        </span>
      )}
      {outcomeCounts(summary).map(({ outcome, count }) => (
        <span
          key={outcome}
          class={`count state-${outcome}`}
          title={`${formatCount(count)} ${strings[outcome]}`}
        >
          <Icon name={stateIcons[outcome]} />
          {formatCount(count)}
          <span class="unseen"> {strings[outcome]}</span>
        </span>
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
    </>
  );
}

function RunPicker(props: {
  model: PanelModel;
  run: RunDescription;
  runs: readonly RunDescription[];
  strings: Strings;
}) {
  const { model, run, runs, strings } = props;
  return (
    <span class="picker">
      <select
        aria-label={strings.shownRun}
        value={run.id}
        onChange={(event) => model.show(event.currentTarget.value)}
      >
        {runs.map(({ id, title, count, startedAt }) => (
          <option key={id} value={id}>
            {`${new Date(startedAt).toLocaleTimeString()} · ${visibleText(title)} (${formatCount(count)})`}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" />
    </span>
  );
}
