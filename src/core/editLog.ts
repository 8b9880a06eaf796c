/** A change of a text: at an offset, characters were removed and others added. All counts are UTF-16 code units. */
export interface TextEdit {
  offset: number;
  removed: number;
  added: number;
}

/** What was changed at once: one after the other, each from the text's end towards its start, so that none moves another. */
export type TextEdits = readonly TextEdit[];

/** Changes that are kept: what is older is needed by nobody. */
const mostChanges = 2000;

/** The last changes of a document, by the versions to which they led. */
export class EditLog {
  private readonly changes: { version: number; edits: TextEdits }[] = [];
  /** Everything after this version is known. */
  private known: number;

  /** `version` is the one that the document has now. */
  constructor(version: number) {
    this.known = version;
  }

  /** The document has been changed, and has a new version. */
  record(version: number, edits: TextEdits): void {
    this.changes.push({ version, edits });
    if (this.changes.length > mostChanges) this.known = this.changes.shift()?.version ?? version;
  }

  /** What has been changed since a version; `undefined` where that is not known any more. */
  since(version: number): TextEdits[] | undefined {
    if (version < this.known) return undefined;
    return this.changes.filter((change) => change.version > version).map(({ edits }) => edits);
  }
}
