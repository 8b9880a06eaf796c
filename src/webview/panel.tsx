import type { PanelModel } from './panelModel.ts';
import { ComparisonBar } from './comparisonBar.tsx';
import { NoticeLine } from './noticeLine.tsx';
import { RowTable, type TablePosition } from './rowTable.tsx';
import type { Strings } from './strings.ts';
import { SummaryLine } from './summaryLine.tsx';

/** All that is seen. */
export function Panel(props: {
  model: PanelModel;
  strings: Strings;
  /** Where the lists shown before were left. */
  positions: ReadonlyMap<string, TablePosition>;
  save: (list: string, position: TablePosition) => void;
  /** Says something to a screen reader. */
  say: (text: string) => void;
}) {
  const { model, strings, positions, save, say } = props;
  const { shown } = model;
  if (shown === undefined) return model.hostGone ? <NoticeLine text={strings.hostGone} /> : null;
  const { run, runs, summary, state, notice, comparison } = shown;
  const { changeCounts, list } = model;
  if (run === undefined) return <p class="empty">{strings.empty}</p>;
  return (
    <>
      <SummaryLine model={model} run={run} runs={runs} summary={summary} state={state} strings={strings} />
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
      <RowTable
        key={list}
        model={model}
        count={model.count}
        list={list}
        comparing={comparison !== undefined}
        position={positions.get(list)}
        save={save}
        say={say}
        strings={strings}
      />
    </>
  );
}
