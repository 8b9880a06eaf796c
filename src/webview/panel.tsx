import { useRef } from 'preact/hooks';
import type { ChangeLayout, TableLayout } from '../core/tableLayout.ts';
import { ComparisonBar } from './comparisonBar.tsx';
import type { DetailsModel } from './detailsModel.ts';
import { DetailsPane } from './detailsPane.tsx';
import { NoticeLine } from './noticeLine.tsx';
import type { PanelModel } from './panelModel.ts';
import { RowTable } from './rowTable.tsx';
import { Splitter } from './splitter.tsx';
import type { Strings } from './strings.ts';
import { SummaryLine } from './summaryLine.tsx';
import type { SavePosition, TablePosition } from './tablePosition.ts';
import { TimesLine } from './timesLine.tsx';
import { useDetailsSide } from './useDetailsSide.ts';

/** What the panel is drawn from. */
interface PanelProps {
  model: PanelModel;
  details: DetailsModel;
  strings: Strings;
  /** Where the lists shown before were left. */
  positions: ReadonlyMap<string, TablePosition>;
  save: SavePosition;
  layout: TableLayout;
  changeLayout: ChangeLayout;
  /** Whether the distribution of times is unfolded, and what to call when that changes. */
  timesOpen: boolean;
  saveTimesOpen: (open: boolean) => void;
  /** Says something to a screen reader. */
  say: (text: string) => void;
}

/** All that is seen. */
export function Panel(props: PanelProps) {
  const { model, strings, timesOpen, saveTimesOpen } = props;
  const { shown } = model;
  if (shown === undefined) return model.hostGone ? <NoticeLine text={strings.hostGone} /> : null;
  const {
    run,
    runs,
    summary,
    state,
    resumable = false,
    hasHistory = false,
    notice,
    comparison,
    times,
  } = shown;
  const { changeCounts } = model;
  if (run === undefined) return <Empty model={model} hasHistory={hasHistory} strings={strings} />;
  return (
    <>
      <SummaryLine
        model={model}
        run={run}
        runs={runs}
        summary={summary}
        state={state}
        resumable={resumable}
        strings={strings}
      />
      {times !== undefined && times.count > 1 && (
        <TimesLine times={times} open={timesOpen} onToggle={saveTimesOpen} strings={strings} />
      )}
      {model.hostGone && <NoticeLine text={strings.hostGone} />}
      {notice !== undefined && <NoticeLine text={notice} />}
      {comparison !== undefined && changeCounts !== undefined && (
        <ComparisonBar
          model={model}
          earlier={comparison.earlier}
          counts={changeCounts}
          total={comparison.changes.length}
          strings={strings}
        />
      )}
      <Content {...props} comparing={comparison !== undefined} />
    </>
  );
}

/** The table and, where that is open, the pane of details beside or below it. */
function Content(props: PanelProps & { comparing: boolean }) {
  const { model, details, strings, positions, save, layout, changeLayout, say, comparing } = props;
  const room = useRef<HTMLElement>(null);
  const side = useDetailsSide(room);
  const { list } = model;
  const { open, share } = details.state;

  function close(): void {
    details.close();
    room.current?.querySelector<HTMLElement>('.row[tabindex="0"]')?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || !details.state.open) return;
    // A menu that is open goes first, by itself.
    if (document.querySelector(':popover-open') !== null) return;
    // Escape ends a comparison too: one thing at a time.
    event.preventDefault();
    close();
  }

  return (
    <main
      ref={room}
      class={`content ${side}`}
      style={{ '--details': `${share[side]}%` }}
      onKeyDown={onKeyDown}
    >
      <div class="listing">
        <RowTable
          key={list}
          model={model}
          details={details}
          list={list}
          comparing={comparing}
          position={positions.get(list)}
          save={save}
          layout={layout}
          changeLayout={changeLayout}
          say={say}
          strings={strings}
        />
      </div>
      {open && (
        <>
          <Splitter details={details} side={side} room={room} strings={strings} />
          <DetailsPane model={model} details={details} close={close} strings={strings} />
        </>
      )}
    </main>
  );
}

function Empty(props: { model: PanelModel; hasHistory: boolean; strings: Strings }) {
  const { model, hasHistory, strings } = props;
  return (
    <main class="empty">
      <p>{strings.empty}</p>
      {hasHistory && (
        <button type="button" class="link" onClick={() => model.actions.showHistory()}>
          {strings.earlierRuns}
        </button>
      )}
    </main>
  );
}
