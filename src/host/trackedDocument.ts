import * as vscode from 'vscode';
import type { TextEdits } from '../core/edits.ts';
import { PlaceTrack, type TextAt, type TrackPlaceOf } from '../core/placeTrack.ts';
import type { Run } from './run.ts';
import type { TrackedPlace } from './trackedPlaces.ts';

/** What was changed in a document since a version; `undefined` where nobody knows. */
type EditsSince = (version: number) => TextEdits[] | undefined;

/** Languages of texts in which a line that begins with `#` is a comment. */
const listLanguages: ReadonlySet<string> = new Set(['plaintext', 'gather-list']);

/** The places of all runs in one document, open or not: those of the newest that has them. */
export class TrackedDocument {
  private current: vscode.TextDocument | undefined;
  private track = PlaceTrack.empty();
  /** By their numbers in the track. */
  private readonly runs: Run[] = [];
  private readonly numbers = new Map<Run, number>();

  /** Of these, one run has each text in one row. */
  private readonly isPlain = ({ run, row }: TrackPlaceOf) =>
    this.runs[run]?.requests.hasExtras(row) === false;

  /** The document, while it is open. */
  get document(): vscode.TextDocument | undefined {
    return this.current;
  }

  get length(): number {
    return this.track.length;
  }

  /** The document's number among those of a run that has been taken in. */
  numberIn(run: Run): number | undefined {
    return this.numbers.get(run);
  }

  /** Whether a run has been taken in that began later. */
  hasNewerThan({ startedAt }: Run): boolean {
    return this.runs.some((run) => run.startedAt > startedAt);
  }

  /** The document is open, as it was left or with another text. */
  open(document: vscode.TextDocument): void {
    if (this.current === document) return;
    this.current = document;
    if (this.track.length > 0) this.track.verify(textOf(document));
  }

  close(): void {
    this.current = undefined;
  }

  /** Takes in the places of a run, which is newer than all before. */
  take(run: Run, document: vscode.TextDocument, since: EditsSince): void {
    const { source } = run;
    const number = numberIn(run, document.uri.toString());
    if (!source || number === undefined) return;
    this.numbers.set(run, number);
    const track = PlaceTrack.of(source.places, number, this.runs.push(run) - 1);
    const text = textOf(document);
    const read = source.readAs?.[number];
    const changes = read?.document.deref() === document ? since(read.version) : undefined;
    if (changes) track.catchUp(changes, text);
    // Read from a file, or from a document that is closed: what the text looks like has to do.
    else track.keep(({ start, end, row }) => text(start, end) === run.requests.url(row));
    track.remember(text);
    // What a run of the whole document has not found is none any more.
    this.track = run.part ? track.over(this.track) : track;
  }

  /** The same places in another document, which has the same text but for white space. */
  copyTo(document: vscode.TextDocument): TrackedDocument {
    const copy = new TrackedDocument();
    copy.runs.push(...this.runs);
    for (const [run, number] of this.numbers) copy.numbers.set(run, number);
    copy.track = PlaceTrack.empty().over(this.track);
    copy.current = document;
    const [removed, added] = [this.current, document].map((each) => each?.getText() ?? '');
    if (removed !== added)
      copy.edit([{ offset: 0, removed: removed?.length ?? 0, added: added?.length ?? 0 }]);
    return copy;
  }

  edit(edits: TextEdits): void {
    const { current } = this;
    if (!current) return;
    const back = this.track.edit(
      edits,
      (start, end) => current.getText(new vscode.Range(current.positionAt(start), current.positionAt(end))),
      this.isPlain,
    );
    if (listLanguages.has(current.languageId)) this.dropCommentedOut(current, edits, back);
  }

  /** Drops the places in comments: those that are `back`, and those in lines that edits have touched. In a list nothing of them is fetched. */
  private dropCommentedOut(document: vscode.TextDocument, edits: TextEdits, back: readonly number[]): void {
    const gone = new Set<number>();
    let moved = 0;
    let next = 0;
    let commented: number | undefined;
    for (const { offset, removed, added } of edits.toReversed()) {
      const start = document.positionAt(offset + moved);
      const end = document.positionAt(offset + moved + added);
      moved += added - removed;
      next = Math.max(next, this.track.firstFrom(document.offsetAt(start.with({ character: 0 }))));
      // Only lines with places are looked at: what was put in can have millions of others.
      for (; next < this.track.length; next++) {
        const { line } = document.positionAt(this.track.at(next).start);
        if (line > end.line) break;
        if (line !== commented && isComment(document, line)) commented = line;
        if (line === commented) gone.add(next);
      }
    }
    for (const start of back) {
      if (isComment(document, document.positionAt(start).line)) gone.add(this.track.firstFrom(start + 1));
    }
    if (gone.size > 0) this.track.drop(gone, this.isPlain);
  }

  /** Drops the places of runs that nobody knows any more. Returns whether there were any. */
  forget(isKnown: (run: Run) => boolean): boolean {
    const gone = new Set(this.runs.flatMap((run, number) => (isKnown(run) ? [] : [number])));
    const before = this.track.length;
    if (gone.size > 0) this.track.forget(gone);
    return this.track.length !== before;
  }

  /** The places that touch a part of the document, in order. */
  *in(start: number, end: number): Generator<TrackedPlace> {
    for (let nth = this.track.firstFrom(start); nth < this.track.length; nth++) {
      const place = this.track.at(nth);
      const run = this.runs[place.run];
      if (place.start > end) return;
      if (run) yield { ...place, run };
    }
  }
}

function isComment(document: vscode.TextDocument, line: number): boolean {
  return /^\s*#/.test(document.lineAt(line).text);
}

const numbers = new WeakMap<Run, ReadonlyMap<string, number>>();

/** The number of the document of a URI among those of a run. */
export function numberIn(run: Run, uri: string): number | undefined {
  let known = numbers.get(run);
  if (!known) {
    known = new Map((run.source?.documents ?? []).map((each, number) => [each.toString(), number]));
    numbers.set(run, known);
  }
  return known.get(uri);
}

/** The text of a document, taken once. */
function textOf(document: vscode.TextDocument): TextAt {
  const text = document.getText();
  return (start, end) => text.slice(start, end);
}
