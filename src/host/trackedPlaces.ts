import * as vscode from 'vscode';
import { EditLog, type TextEdits } from '../core/editLog.ts';
import { inSteps } from '../core/placeTrack.ts';
import { DisposableStore } from './disposableStore.ts';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';
import { isOfRun, TrackedDocument } from './trackedDocument.ts';

/** A URL of an open document, where it stands now, and the row of the newest run that has it. */
export interface TrackedPlace {
  run: Run;
  row: number;
  /** UTF-16 offsets of the URL's text. */
  start: number;
  end: number;
}

/**
 * Where the URLs of this window's runs stand in the documents that are open, while these are edited. A URL is let go of when
 * its text changes, and found again when its document is closed and opened, renamed, or gets another language.
 */
export class TrackedPlaces implements vscode.Disposable {
  private readonly runs: Pick<Runs, 'list'>;
  private readonly store = new DisposableStore();
  private readonly logs = new WeakMap<vscode.TextDocument, EditLog>();
  private readonly tracked = new Map<string, TrackedDocument>();
  private readonly changes = new vscode.EventEmitter<vscode.TextDocument>();

  /** Places of a document have moved, have come or are gone, or it is no longer open; not told when only a result has come. */
  readonly onDidChange = this.changes.event;

  constructor(runs: Pick<Runs, 'list' | 'onDidStart' | 'onDidForget'>) {
    this.runs = runs;
    const { workspace } = vscode;
    for (const document of workspace.textDocuments) this.opened(document);
    for (const item of [
      this.changes,
      runs.onDidStart((run) => this.started(run)),
      runs.onDidForget(() => this.forget()),
      workspace.onDidOpenTextDocument((document) => this.opened(document)),
      workspace.onDidCloseTextDocument((document) => this.closed(document)),
      workspace.onDidRenameFiles(({ files }) => files.forEach((file) => this.renamed(file))),
      workspace.onDidChangeTextDocument((event) => this.edited(event)),
    ])
      this.store.add(item);
  }

  /** The open documents that have any. */
  get documents(): readonly vscode.TextDocument[] {
    return [...this.tracked.values()].flatMap(({ document, length }) =>
      document && length > 0 ? [document] : [],
    );
  }

  /** The places of a document that touch this part of it, by offsets, in order. */
  *in(document: vscode.TextDocument, start = 0, end = Infinity): Generator<TrackedPlace> {
    const tracked = this.of(document);
    if (tracked) yield* tracked.in(start, end);
  }

  /** The place that touches an offset of a document. */
  at(document: vscode.TextDocument, offset: number): TrackedPlace | undefined {
    for (const place of this.in(document, offset, offset)) return place;
    return undefined;
  }

  dispose(): void {
    this.store.dispose();
  }

  private of(document: vscode.TextDocument): TrackedDocument | undefined {
    const tracked = this.tracked.get(document.uri.toString());
    return tracked?.document === document ? tracked : undefined;
  }

  private started(run: Run): void {
    if (!run.source) return;
    for (const document of vscode.workspace.textDocuments) {
      const key = document.uri.toString();
      if (!isOfRun(run, key)) continue;
      const tracked = this.tracked.get(key) ?? new TrackedDocument();
      this.tracked.set(key, tracked);
      tracked.open(document);
      this.take(tracked, run, document);
      this.changes.fire(document);
    }
  }

  private take(tracked: TrackedDocument, run: Run, document: vscode.TextDocument): void {
    tracked.take(run, document, (version) => this.logs.get(document)?.since(version));
  }

  private opened(document: vscode.TextDocument): void {
    if (isOutput(document)) return;
    if (!this.logs.has(document)) this.logs.set(document, new EditLog(document.version));
    const key = document.uri.toString();
    const runs = this.runs.list.filter((run) => isOfRun(run, key)).toReversed();
    let tracked = this.tracked.get(key);
    if (!tracked && runs.length === 0) return;
    tracked ??= new TrackedDocument();
    this.tracked.set(key, tracked);
    tracked.open(document);
    for (const run of runs) if (!tracked.has(run)) this.take(tracked, run, document);
    this.changes.fire(document);
  }

  private closed(document: vscode.TextDocument): void {
    const tracked = this.of(document);
    if (!tracked) return;
    tracked.close();
    this.changes.fire(document);
  }

  /** A document has got its new name before or after this is told. */
  private renamed({ oldUri, newUri }: { oldUri: vscode.Uri; newUri: vscode.Uri }): void {
    const [before, after] = [oldUri.toString(), newUri.toString()];
    for (const [key, tracked] of this.tracked) {
      if (key !== before && !key.startsWith(`${before}/`)) continue;
      const name = after + key.slice(before.length);
      this.tracked.delete(key);
      this.tracked.set(name, tracked);
      const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === name);
      if (document) this.opened(document);
    }
  }

  private edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0 || isOutput(document)) return;
    const edits = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      offset: rangeOffset,
      removed: rangeLength,
      added: text.length,
    }));
    for (const step of inSteps(edits)) this.follow(document, step);
  }

  private follow(document: vscode.TextDocument, edits: TextEdits): void {
    this.logs.get(document)?.record(document.version, edits);
    const tracked = this.of(document);
    if (!tracked || tracked.length === 0) return;
    tracked.edit(edits);
    this.changes.fire(document);
  }

  private forget(): void {
    const known = new Set(this.runs.list);
    for (const [key, tracked] of this.tracked) {
      if (!tracked.forget((run) => known.has(run))) continue;
      if (tracked.document) this.changes.fire(tracked.document);
      if (tracked.length === 0) this.tracked.delete(key);
    }
  }
}

/** Output channels are documents to which is written all the time. */
function isOutput({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === 'output';
}
