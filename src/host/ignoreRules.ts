import ignore, { type Ignore } from 'ignore';

/** What the `.gitignore` files of a folder and of those above it leave out. Paths have `/` between their parts. */
export class IgnoreRules {
  /** They leave nothing out. */
  static readonly none = new IgnoreRules('', ignore(), undefined);

  private readonly folder: string;
  private readonly rules: Ignore;
  private readonly above: IgnoreRules | undefined;

  private constructor(folder: string, rules: Ignore, above: IgnoreRules | undefined) {
    this.folder = folder;
    this.rules = rules;
    this.above = above;
  }

  /** These together with those of a file in a folder below, which win over them. */
  with(folder: string, text: string): IgnoreRules {
    // As git has it where file names differ by case.
    const rules = ignore({ ignorecase: false, allowRelativePaths: true }).add(text);
    return new IgnoreRules(folder.replace(/\/$/, ''), rules, this);
  }

  /** Whether a file, or a folder with all that is in it, is left out. */
  ignores(path: string, isFolder: boolean): boolean {
    const relative = path.slice(this.folder.length + 1);
    if (!this.above || relative === '') return false;
    const { ignored, unignored } = this.rules.test(isFolder ? `${relative}/` : relative);
    return ignored || (!unignored && this.above.ignores(path, isFolder));
  }
}
