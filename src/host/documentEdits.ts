import * as vscode from 'vscode';
import { type Edit, offsetBefore, rangeAfter, type TextRange } from '../core/edits.ts';
import { DisposableStore } from './disposableStore.ts';
import type { Run } from './run.ts';
import type { Runs } from './runs.ts';

/** More than this a person does not edit: then a document is no longer followed. */
const mostEdits = 20_000;

/** Follows what is edited in the documents of this window's runs, so that the places of their URLs are still known. */
export class DocumentEdits implements vscode.Disposable {
  private readonly store = new DisposableStore();
  private readonly edits = new Map<string, Edit[]>();
  /** How many edits of each of its documents there were when a run began. */
  private readonly editsBefore = new WeakMap<Run, Map<string, { list: Edit[]; count: number }>>();

  constructor(runs: Pick<Runs, 'onDidStart'>) {
    this.store.add(runs.onDidStart((run) => this.follow(run)));
    this.store.add(vscode.workspace.onDidChangeTextDocument((event) => this.change(event)));
    // What changes in a file that is not open is not told.
    this.store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.edits.delete(uri.toString())));
  }

  /** Where a part of one of the run's documents is now; `undefined` where that is not known. */
  rangeNow(run: Run, uri: vscode.Uri, range: TextRange): TextRange | undefined {
    const edits = this.since(run, uri);
    return edits && rangeAfter(edits, range);
  }

  /** Where an offset of one of the run's documents was when its requests were read; `undefined` where that is not known. */
  offsetThen(run: Run, uri: vscode.Uri, offset: number): number | undefined {
    const edits = this.since(run, uri);
    return edits && offsetBefore(edits, offset);
  }

  dispose(): void {
    this.store.dispose();
  }

  private follow(run: Run): void {
    const documents = new Set(run.source?.documents.map(String));
    const before = new Map<string, { list: Edit[]; count: number }>();
    this.editsBefore.set(run, before);
    for (const document of vscode.workspace.textDocuments) {
      const uri = document.uri.toString();
      if (!documents.has(uri)) continue;
      const list = this.edits.get(uri) ?? [];
      this.edits.set(uri, list);
      before.set(uri, { list, count: list.length });
    }
  }

  private since(run: Run, uri: vscode.Uri): readonly Edit[] | undefined {
    const before = this.editsBefore.get(run)?.get(uri.toString());
    const list = this.edits.get(uri.toString());
    return before && before.list === list ? before.list.slice(before.count) : undefined;
  }

  private change({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const list = this.edits.get(document.uri.toString());
    if (!list) return;
    for (const { rangeOffset, rangeLength, text } of contentChanges) {
      list.push({ offset: rangeOffset, removed: rangeLength, added: text.length });
    }
    if (list.length > mostEdits) this.edits.delete(document.uri.toString());
  }
}
