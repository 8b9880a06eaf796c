import * as vscode from 'vscode';
import { toAbortSignal } from './cancellation.ts';
import { commandIds } from './commandIds.ts';
import { DisposableStore } from './disposableStore.ts';
import { groupsOf, listLanguages } from './listGroups.ts';
import { readDocument } from './readDocument.ts';
import type { Settings } from './settings.ts';
import type { TextWorkerClient } from './textWorkerClient.ts';

/** Documents with more lines are not read at every change: they have one link, without a number. */
const mostLines = 20_000;
/** Links of single requests, and of groups. */
const mostRequests = 1000;

/** What the links need. */
export interface LensParts {
  settings: Pick<Settings, 'codeLens'>;
  textWorker: Pick<TextWorkerClient, 'read'>;
}

/** Shows links in lists and `.http` files: at the top for all requests, at each group for its own, and in `.http` files at each request. */
export function showFetchLenses(parts: LensParts): vscode.Disposable {
  const store = new DisposableStore();
  const changes = new vscode.EventEmitter<void>();
  const provider = new FetchLenses(parts, changes.event);
  store.add(changes);
  store.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('gather.codeLens')) changes.fire();
    }),
  );
  store.add(vscode.languages.registerCodeLensProvider(listLanguages, provider));
  return store;
}

class FetchLenses implements vscode.CodeLensProvider {
  readonly onDidChangeCodeLenses: vscode.Event<void>;
  private readonly parts: LensParts;

  constructor(parts: LensParts, changes: vscode.Event<void>) {
    this.parts = parts;
    this.onDidChangeCodeLenses = changes;
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    if (!this.parts.settings.codeLens(document.uri)) return [];
    if (document.lineCount > mostLines) return [lens(document, 0, vscode.l10n.t('Fetch All URLs'))];
    const lines = await this.requestLines(document, token);
    const groups = lines.length > 0 ? await groupsOf(document, token) : [];
    if (!groups || lines.length === 0) return [];

    const lenses = [lens(document, 0, fetchTitle(lines.length))];
    const isHttp = document.languageId === 'http';
    let nth = lines.findIndex((line) => line >= (groups[0]?.first ?? 0));
    for (const { first, last } of groups.slice(0, mostRequests)) {
      let count = 0;
      for (; (lines[nth] ?? Infinity) <= last; nth++) count++;
      // A link at the only request says the same.
      if (count > (isHttp ? 1 : 0)) lenses.push(lens(document, first, fetchTitle(count), last));
    }
    if (isHttp) {
      for (const line of lines.slice(0, mostRequests)) {
        lenses.push(lens(document, line, vscode.l10n.t('Fetch'), line));
      }
    }
    return lenses;
  }

  /** The line of each request, in order. */
  private async requestLines(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<number[]> {
    const cancellation = toAbortSignal(token);
    try {
      const reading = await readDocument(this.parts.textWorker, document, {
        signal: cancellation.signal,
      });
      if (reading.type !== 'read') return [];
      const { places } = reading;
      return Array.from({ length: places.length }, (_, nth) => places.at(nth).line);
    } finally {
      cancellation.dispose();
    }
  }
}

function fetchTitle(count: number): string {
  return count === 1 ? vscode.l10n.t('Fetch 1 URL') : vscode.l10n.t('Fetch {0} URLs', count);
}

/** A link at a line: for the requests down to `last`, or for the whole document. */
function lens(document: vscode.TextDocument, line: number, title: string, last?: number): vscode.CodeLens {
  const range = new vscode.Range(line, 0, line, 0);
  const lines = last === undefined ? [] : [line, last];
  return new vscode.CodeLens(range, {
    title,
    command: commandIds.fetchPart,
    arguments: [document.uri, ...lines],
  });
}
