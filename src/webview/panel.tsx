import type { PanelModel } from './panelModel.ts';
import { RowTable, type TablePosition } from './rowTable.tsx';
import type { Strings } from './strings.ts';
import { SummaryLine } from './summaryLine.tsx';

/** All that is seen. */
export function Panel(props: {
  model: PanelModel;
  strings: Strings;
  /** Where the tables of runs shown before were left. */
  positions: ReadonlyMap<string, TablePosition>;
  save: (run: string, position: TablePosition) => void;
  /** Says something to a screen reader. */
  say: (text: string) => void;
}) {
  const { model, strings, positions, save, say } = props;
  const { shown } = model;
  if (shown === undefined) return null;
  const { run, runs, summary, running } = shown;
  if (run === undefined) return <p class="empty">{strings.empty}</p>;
  return (
    <>
      <SummaryLine
        model={model}
        run={run}
        runs={runs}
        summary={summary}
        running={running}
        strings={strings}
      />
      <RowTable
        key={run.id}
        model={model}
        count={run.count}
        run={run.id}
        position={positions.get(run.id)}
        save={save}
        say={say}
        strings={strings}
      />
    </>
  );
}
