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
  /** How many edits there were when a run began. */
  private readonly editsBefore = new WeakMap<Run, { list: Edit[]; count: number }>();

  constructor(runs: Pick<Runs, 'onDidStart'>) {
    this.store.add(runs.onDidStart((run) => this.follow(run)));
    this.store.add(vscode.workspace.onDidChangeTextDocument((event) => this.change(event)));
    // What changes in a file that is not open is not told.
    this.store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.edits.delete(uri.toString())));
  }

  /** Where a part of the run's document is now; `undefined` where that is not known. */
  rangeNow(run: Run, range: TextRange): TextRange | undefined {
    const edits = this.since(run);
    return edits && rangeAfter(edits, range);
  }

  /** Where an offset of the run's document was when its requests were read; `undefined` where that is not known. */
  offsetThen(run: Run, offset: number): number | undefined {
    const edits = this.since(run);
    return edits && offsetBefore(edits, offset);
  }

  dispose(): void {
    this.store.dispose();
  }

  private follow(run: Run): void {
    const uri = run.source?.uri.toString();
    const isOpen = vscode.workspace.textDocuments.some((each) => each.uri.toString() === uri);
    if (uri === undefined || !isOpen) return;
    const list = this.edits.get(uri) ?? [];
    this.edits.set(uri, list);
    this.editsBefore.set(run, { list, count: list.length });
  }

  private since(run: Run): readonly Edit[] | undefined {
    const before = this.editsBefore.get(run);
    const list = this.edits.get(run.source?.uri.toString() ?? '');
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
