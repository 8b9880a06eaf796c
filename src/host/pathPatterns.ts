import { Minimatch } from 'minimatch';

const options = { dot: true, nonegate: true, nocomment: true, noext: true };

/** Globs as of VS Code's search: one without `/` fits at any depth, and what fits a folder fits all that is in it. */
export class PathPatterns {
  private readonly patterns: readonly Minimatch[];

  private constructor(patterns: readonly Minimatch[]) {
    this.patterns = patterns;
  }

  /** Reads globs; gives the one that is none, if there is one. */
  static read(globs: readonly unknown[]): PathPatterns | { unusable: string } {
    const patterns: Minimatch[] = [];
    for (const glob of globs) {
      const read = readGlob(glob);
      if (!read) return { unusable: JSON.stringify(glob) };
      patterns.push(...read);
    }
    return new PathPatterns(patterns);
  }

  get isEmpty(): boolean {
    return this.patterns.length === 0;
  }

  /** Whether one of them fits a path, which begins at the workspace's folder and has `/` between its parts. */
  fit(path: string): boolean {
    return this.patterns.some((each) => each.match(path));
  }
}

function readGlob(glob: unknown): Minimatch[] | undefined {
  if (typeof glob !== 'string') return undefined;
  const trimmed = glob.trim().replace(/^\.\//, '').replace(/\/$/, '');
  const anchored = trimmed.includes('/') ? trimmed.replace(/^\//, '') : `**/${trimmed}`;
  if (trimmed === '' || anchored === '') return undefined;
  try {
    return [new Minimatch(anchored, options), new Minimatch(`${anchored}/**`, options)];
  } catch {
    // It is longer than any path.
    return undefined;
  }
}
