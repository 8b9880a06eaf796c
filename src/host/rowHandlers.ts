import * as vscode from 'vscode';
import { curlOfRequest } from '../core/curlOfRequest.ts';
import { bodyColumn } from './bodyColumn.ts';
import { bodyScheme, parseBodyUri } from './bodyUri.ts';
import type { CommandName } from './commandIds.ts';
import { compareBodies, compareWithEarlierBody } from './compareBodies.ts';
import { openBody } from './openBody.ts';
import type { RequestOfRun } from './shownRows.ts';
import type { PanelView } from './panelView.ts';
import { prettyPrint } from './prettyPrint.ts';
import { revealUrl } from './revealUrl.ts';
import type { Runs } from './runs.ts';
import type { TrackedPlaces } from './trackedPlaces.ts';

const messageMilliseconds = 5000;
/** Each command is made of all that a request has: more of them would take long, and nobody pastes them. */
const mostCommands = 1000;

/** What the commands on rows work with. */
export interface RowCommandParts {
  runs: Pick<Runs, 'get'>;
  panel: Pick<PanelView, 'selectedRequests' | 'earlierRequest' | 'column'>;
  places: Pick<TrackedPlaces, 'uriNow' | 'rangeNow'>;
}

/** Names of the commands on rows. */
type RowCommandName = Extract<
  CommandName,
  | 'cancelSelected'
  | 'openBody'
  | 'prettyPrint'
  | 'compareBodies'
  | 'compareWithEarlier'
  | 'revealUrl'
  | 'copyUrl'
  | 'copyAsCurl'
  | 'copyPreview'
>;

/** The commands on rows. They are about the request that is given by its run's id and its number, else about the selected rows. */
export function rowHandlers(parts: RowCommandParts): Record<RowCommandName, (...args: unknown[]) => unknown> {
  const { panel, runs, places } = parts;

  /** Does something with the requests that a command is about; a message says that there are none. */
  const about =
    (act: (requests: readonly [RequestOfRun, ...RequestOfRun[]]) => unknown) =>
    (id: unknown, index: unknown): unknown => {
      const run = typeof id === 'string' ? runs.get(id) : undefined;
      const [first, ...others] =
        run && typeof index === 'number' ? [[run, index] as const] : panel.selectedRequests();
      if (first) return act([first, ...others]);
      return void vscode.window.showInformationMessage(
        vscode.l10n.t('No row is selected. Select rows in the panel "Gather Results" first.'),
      );
    };

  const printed = about(([[run, index]]) =>
    prettyPrint(run, index, bodyColumn(panel.column, run.source?.documents)),
  );

  return {
    cancelSelected: about(cancel),
    openBody: about(([[run, index]]) =>
      openBody(run, index, bodyColumn(panel.column, run.source?.documents)),
    ),
    prettyPrint: (id, index) => {
      // The body in the active editor, where nothing is given.
      const document = id === undefined ? vscode.window.activeTextEditor?.document : undefined;
      const body = document?.uri.scheme === bodyScheme ? parseBodyUri(document.uri) : undefined;
      return printed(body?.run ?? id, body?.index ?? index);
    },
    compareBodies: about((requests) => compareBodies(requests, bodyColumn(panel.column))),
    compareWithEarlier: about(([request]) =>
      compareWithEarlierBody(panel.earlierRequest(request), request, bodyColumn(panel.column)),
    ),
    revealUrl: about(([[run, index]]) => revealUrl(run, index, places, panel.column)),
    copyUrl: about((requests) => copy(requests.map(([run, index]) => run.requests.url(index)))),
    copyAsCurl: about((requests) => {
      if (requests.length <= mostCommands) {
        return copy(requests.map(([run, index]) => curlOfRequest(run.requests.get(index), run.options)));
      }
      return void vscode.window.showInformationMessage(
        vscode.l10n.t('Select at most {0} rows to copy them as cURL.', mostCommands),
      );
    }),
    copyPreview: about((requests) => copy(requests.map(([run, index]) => run.table.text('preview', index)))),
  };
}

function cancel(requests: readonly RequestOfRun[]): void {
  const [run] = requests[0] ?? [];
  if (run && requests.length === run.table.length) return run.cancel();
  for (const [each, index] of requests) if (!each.table.hasEnded(index)) each.cancel(index);
}

async function copy(texts: readonly string[]): Promise<void> {
  await vscode.env.clipboard.writeText(texts.join('\n'));
  vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Copied'), messageMilliseconds);
}
