import * as vscode from 'vscode';
import { EditLog } from '../core/editLog.ts';
import { inSteps, offsetBefore, rangeAfter, type TextEdits, type TextRange } from '../core/edits.ts';
import type { Place } from '../core/places.ts';
import { DisposableStore } from './disposableStore.ts';
import { rowTouching } from './placesOfRow.ts';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';
import { numberIn, TrackedDocument } from './trackedDocument.ts';

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

  constructor(runs: Pick<Runs, 'list' | 'onDidStart' | 'onDidAdd' | 'onDidForget'>) {
    this.runs = runs;
    const { workspace } = vscode;
    for (const document of workspace.textDocuments) this.opened(document);
    for (const item of [
      this.changes,
      runs.onDidStart((run) => this.began(run)),
      // One that was read back; any other begins at once.
      runs.onDidAdd((run) => !run.running && this.began(run)),
      runs.onDidForget(() => this.forget()),
      workspace.onDidOpenTextDocument((document) => this.opened(document)),
      workspace.onDidSaveTextDocument((document) => this.saved(document)),
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

  /** Where a document of a run is now, by its number in it: it may have got another name. */
  uriNow(run: Run, number: number): vscode.Uri | undefined {
    for (const [key, tracked] of this.tracked) {
      if (tracked.numberIn(run) === number) return vscode.Uri.parse(key, true);
    }
    return run.source?.documents[number];
  }

  /**
   * Where a place of a run, as it was read, is now in a document: also where the URL's text has changed. `undefined` where
   * that is not known.
   */
  rangeNow(document: vscode.TextDocument, run: Run, place: Place): TextRange | undefined {
    const edits = this.editsSince(document, run);
    const range = edits && rangeAfter(edits, place);
    // Somewhere in what an edit has replaced as a whole it may stand again.
    for (const each of this.in(document, range?.start, range?.end)) {
      if (each.run === run && each.row === place.row) return each;
    }
    return range;
  }

  /** The row of a run whose URL touches a part of a document. */
  rowTouching(document: vscode.TextDocument, run: Run, { start, end }: TextRange): number | undefined {
    const number = this.numberIn(document, run);
    if (number === undefined || !run.source) return undefined;
    const edits = this.editsSince(document, run);
    if (edits) {
      const then = { start: offsetBefore(edits, start), end: offsetBefore(edits, end) };
      return rowTouching(run.source.places, number, then);
    }
    for (const each of this.in(document, start, end)) if (each.run === run) return each.row;
    return undefined;
  }

  /** The number of a document among those of a run; `undefined` where the run was not read from it. */
  numberIn(document: vscode.TextDocument, run: Run): number | undefined {
    return this.of(document)?.numberIn(run) ?? numberIn(run, document.uri.toString());
  }

  dispose(): void {
    this.store.dispose();
  }

  /** What was changed in a document since a run read it, one after the other; `undefined` where nobody knows. */
  private editsSince(document: vscode.TextDocument, run: Run): TextEdits | undefined {
    const read = run.source?.readAs?.[this.numberIn(document, run) ?? -1];
    if (read?.document.deref() !== document) return undefined;
    return this.logs.get(document)?.since(read.version)?.flat();
  }

  private of(document: vscode.TextDocument): TrackedDocument | undefined {
    const tracked = this.tracked.get(document.uri.toString());
    return tracked?.document === document ? tracked : undefined;
  }

  /** A run is known from now on. */
  private began(run: Run): void {
    if (!run.source) return;
    for (const document of vscode.workspace.textDocuments) {
      const key = document.uri.toString();
      if (numberIn(run, key) === undefined) continue;
      const tracked = this.tracked.get(key) ?? new TrackedDocument();
      if (tracked.hasNewerThan(run)) continue;
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
    const runs = this.runs.list.filter((run) => numberIn(run, key) !== undefined).toReversed();
    let tracked = this.tracked.get(key);
    if (!tracked && runs.length === 0) return;
    tracked ??= new TrackedDocument();
    this.tracked.set(key, tracked);
    tracked.open(document);
    for (const run of runs) if (tracked.numberIn(run) === undefined) this.take(tracked, run, document);
    this.changes.fire(document);
  }

  private closed(document: vscode.TextDocument): void {
    const tracked = this.of(document);
    if (!tracked) return;
    tracked.close();
    // That one never comes back. With another language it would: then it is told as closed, and is not.
    if (document.isUntitled && document.isClosed) this.tracked.delete(document.uri.toString());
    this.changes.fire(document);
  }

  /** What is saved for the first time is a file with that text, before what it was is closed. */
  private saved(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if ((this.tracked.get(key)?.length ?? 0) > 0) return;
    for (const tracked of this.tracked.values()) {
      if (!tracked.document?.isUntitled || tracked.length === 0) continue;
      if (withoutSpace(tracked.document) !== withoutSpace(document)) continue;
      this.tracked.set(key, tracked.copyTo(document));
      this.changes.fire(document);
      return;
    }
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

/** The text without white space: VS Code may tidy that when it saves. */
function withoutSpace(document: vscode.TextDocument): string {
  return document.getText().replaceAll(/\s+/g, '');
}

/** Output channels are documents to which is written all the time. */
function isOutput({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === 'output';
}
