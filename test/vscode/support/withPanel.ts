import type { ToPanel } from '../../../src/core/panelProtocol.ts';
import type { RowAction } from '../../../src/core/rowAction.ts';
import type { TableLayout } from '../../../src/core/tableLayout.ts';
import { PanelFeed } from '../../../src/host/panelFeed.ts';
import type { Run } from '../../../src/host/run.ts';
import type { RequestOfRun } from '../../../src/host/shownRows.ts';
import { eventually } from './eventually.ts';
import { FakeFetcher, type TestHost, withHost } from './testHost.ts';

/** A panel that keeps what it is told, with a host whose fetcher does what the test says. */
export interface FakePanel extends TestHost {
  fetcher: FakeFetcher;
  feed: PanelFeed;
  told: ToPanel[];
  opened: number[];
  acted: (readonly [action: RowAction, index: number])[];
  chosen: RequestOfRun[];
  layouts: TableLayout[];
  /** Whether there are earlier runs, asked anew each time. */
  history: { ask: () => Promise<boolean> };
  /** Forgets what was told so far. */
  forget: () => void;
  /** Waits for the next message of a type. */
  next: <Type extends ToPanel['type']>(type: Type) => Promise<Extract<ToPanel, { type: Type }>>;
}

/** Runs `use` with a panel that is there, and ends what it holds. */
export function withPanel(use: (panel: FakePanel) => Promise<void>): Promise<void> {
  const fetcher = new FakeFetcher();
  return withHost(
    async (host) => {
      const told: ToPanel[] = [];
      const opened: number[] = [];
      const acted: FakePanel['acted'] = [];
      const chosen: RequestOfRun[] = [];
      const layouts: TableLayout[] = [];
      const history: FakePanel['history'] = { ask: async () => false };
      const actions = {
        openBody: (_run: unknown, index: number) => void opened.push(index),
        showOutput: () => void opened.push(-1),
        runAgain: () => void opened.push(-2),
        runFailedAgain: () => void opened.push(-3),
        resume: () => void opened.push(-4),
        addField: () => void opened.push(-5),
        removeField: () => void opened.push(-6),
        rowAction: (action: RowAction, _run: unknown, index: number) => void acted.push([action, index]),
        explain: (_run: unknown, index: number) => void opened.push(1000 + index),
        showHistory: () => void opened.push(-5),
        hasHistory: () => history.ask(),
        selectionChanged: () => undefined,
        chosen: (run: Run, index: number) => void chosen.push([run, index]),
        keepLayout: (layout: TableLayout) => void layouts.push(layout),
      };
      const feed = new PanelFeed(host.runs, actions, (message) => told.push(message));
      const next: FakePanel['next'] = (type) =>
        eventually(type, () => told.find((message) => message.type === type) as never);
      try {
        await use({
          ...host,
          fetcher,
          feed,
          told,
          opened,
          acted,
          chosen,
          layouts,
          history,
          forget: () => told.splice(0),
          next,
        });
      } finally {
        feed.dispose();
      }
    },
    { fetcher },
  );
}

/** URLs of a long list. */
export const urls = Array.from({ length: 500 }, (_, nth) => `https://e.com/${nth}`);
