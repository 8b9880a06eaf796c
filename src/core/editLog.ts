import type { TextEdits } from './edits.ts';

/** Edits that are kept: more of them a person does not make while what is older is still of use. */
const mostEdits = 20_000;

/** The last changes of a document, by the versions to which they led. */
export class EditLog {
  private readonly changes: { version: number; edits: TextEdits }[] = [];
  private count = 0;
  /** Everything after this version is known. */
  private known: number;

  /** `version` is the one that the document has now. */
  constructor(version: number) {
    this.known = version;
  }

  /** The document has been changed, and has a new version. */
  record(version: number, edits: TextEdits): void {
    this.changes.push({ version, edits });
    this.count += edits.length;
    if (this.count <= mostEdits) return;
    // Half of them at once, so that not each further edit moves all others.
    let dropped = 0;
    for (; this.count > mostEdits / 2; dropped++) this.count -= this.changes[dropped]?.edits.length ?? 0;
    this.known = this.changes[dropped - 1]?.version ?? version;
    this.changes.splice(0, dropped);
  }

  /** What has been changed since a version; `undefined` where that is not known any more. */
  since(version: number): TextEdits[] | undefined {
    if (version < this.known) return undefined;
    return this.changes.filter((change) => change.version > version).map(({ edits }) => edits);
  }
}
