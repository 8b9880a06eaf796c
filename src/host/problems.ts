import * as vscode from 'vscode';
import type { FetchResult } from '../api.ts';
import { notAcceptedAnchor } from '../core/failureKinds.ts';
import { maskUrl } from '../core/maskSecrets.ts';
import { plainText } from '../core/plainText.ts';
import { isProblem } from '../core/rowMark.ts';
import { DisposableStore } from './disposableStore.ts';
import { explanationUri } from './explainFailure.ts';
import { inSlices } from './inSlices.ts';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';
import type { Settings } from './settings.ts';
import type { TrackedPlace, TrackedPlaces } from './trackedPlaces.ts';
import { UpdateQueue } from './updateQueue.ts';

/** Problems of one document, with the one that says how many more there are: VS Code takes no more. */
export const mostProblems = 1000;
/** Places that are looked at at a stretch. */
const atOnce = 50;
/** Characters of a URL in a message. */
const longestUrl = 300;
/** After the last edit; VS Code moves them itself meanwhile. */
const quietMilliseconds = 300;
/** While results come. */
const resultsMilliseconds = 500;

/** What the problems need. */
export interface ProblemParts {
  places: Pick<TrackedPlaces, 'in' | 'documents' | 'onDidChange'>;
  runs: Pick<Runs, 'list' | 'onDidStart'>;
  settings: Pick<Settings, 'problems'>;
}

/** Shows failures and statuses that are not accepted as problems of the open documents. */
export class Problems implements vscode.Disposable {
  private readonly parts: ProblemParts;
  private readonly store = new DisposableStore();
  private readonly collection: vscode.DiagnosticCollection;
  private readonly queue: UpdateQueue<vscode.TextDocument>;
  /** Rows whose problems a person has cleared: 1 for each. */
  private readonly cleared = new WeakMap<Run, Uint8Array>();
  /** What is being found out; what changes meanwhile ends it. */
  private readonly updates = new Map<vscode.TextDocument, AbortController>();

  constructor(parts: ProblemParts) {
    this.parts = parts;
    const { places, runs } = parts;
    this.collection = this.store.add(vscode.languages.createDiagnosticCollection('gather'));
    this.queue = this.store.add(
      new UpdateQueue<vscode.TextDocument>((document) => void this.update(document)),
    );
    this.store.add(
      places.onDidChange((document) => {
        this.updates.get(document)?.abort();
        this.queue.whenQuiet(quietMilliseconds, document);
      }),
    );
    this.store.add(runs.onDidStart((run) => run.onDidChange(() => this.updateAll(resultsMilliseconds))));
    this.store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('gather.editor.problems')) this.updateAll(0);
      }),
    );
  }

  /** Clears what there is; other problems come with new results. */
  clear(): void {
    for (const run of this.parts.runs.list) {
      const { table } = run;
      const rows = new Uint8Array(table.length);
      for (let nth = 0; nth < table.ended; nth++) rows[table.endedAs(nth)] = 1;
      this.cleared.set(run, rows);
    }
    this.endUpdates();
    this.collection.clear();
  }

  dispose(): void {
    this.endUpdates();
    this.store.dispose();
  }

  private updateAll(milliseconds: number): void {
    for (const document of this.parts.places.documents) this.queue.in(milliseconds, document);
  }

  private endUpdates(): void {
    for (const controller of this.updates.values()) controller.abort();
  }

  private async update(document: vscode.TextDocument): Promise<void> {
    this.updates.get(document)?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    this.updates.set(document, controller);
    const { uri } = document;
    const severity = document.isClosed ? undefined : this.parts.settings.problems(uri);
    const found = severity === undefined ? [] : await inSlices(this.find(document, severity), signal);
    if (this.updates.get(document) === controller) this.updates.delete(document);
    if (!found || signal.aborted) return;
    if (found.length > 0 || this.collection.has(uri)) this.collection.set(uri, found);
  }

  private *find(
    document: vscode.TextDocument,
    severity: vscode.DiagnosticSeverity,
  ): Generator<undefined, vscode.Diagnostic[]> {
    const failed: TrackedPlace[] = [];
    let looked = 0;
    for (const place of this.parts.places.in(document)) {
      if (isProblem(place.run.table, place.row) && !this.cleared.get(place.run)?.[place.row])
        failed.push(place);
      if (++looked % atOnce === 0) yield;
    }
    // One of them is that which says how many more there are.
    const told = failed.length > mostProblems ? mostProblems - 1 : failed.length;
    const found: vscode.Diagnostic[] = [];
    for (const place of failed.slice(0, told)) {
      found.push(problem(document, place, severity));
      if (found.length % atOnce === 0) yield;
    }
    const first = failed[told];
    if (first) {
      const message = vscode.l10n.t(
        '{0} more URLs from here on have failed. The panel "Gather Results" shows all.',
        failed.length - told,
      );
      found.push(diagnostic(document, first, message, severity));
    }
    return found;
  }
}

function problem(
  document: vscode.TextDocument,
  place: TrackedPlace,
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  const result = place.run.table.result(place.row);
  const { message, value, anchor } = describe(result);
  const found = diagnostic(document, place, message, severity);
  found.code = { value, target: explanationUri(anchor) };
  return found;
}

function describe(result: FetchResult | undefined): {
  message: string;
  value: string | number;
  anchor: string;
} {
  const { failure, status = 0, hops = 0 } = result ?? {};
  if (failure) return { message: plainText(failure.message), value: failure.kind, anchor: failure.kind };
  const urls = [result?.request.url, hops > 0 ? result?.url : undefined].filter((url) => url !== undefined);
  const message = vscode.l10n.t(
    'Status {0} is not accepted (gather.acceptStatus): {1}',
    status,
    urls.map((url) => plainText(maskUrl(url), longestUrl)).join(' → '),
  );
  return { message, value: status, anchor: notAcceptedAnchor };
}

function diagnostic(
  document: vscode.TextDocument,
  { start, end }: TrackedPlace,
  message: string,
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const found = new vscode.Diagnostic(range, message, severity);
  found.source = 'Gather';
  return found;
}
