/** Whether a line of the output channel is the one with which a run ends. */
export function isClosingLine(line: string): boolean {
  return /^=== .* done in .* ===$/.test(line);
}

/** What is wrong with a run's lines in the output channel: nothing, when each expected URL has its status or failure there. */
export function findFaults(lines: readonly string[], expected: ReadonlyMap<string, string>): string[] {
  const faults: string[] = [];
  if (!lines.some((line) => /^=== .* fetching \d+ URLs/.test(line))) faults.push('there is no start line');
  const shown = new Map<string, string>();
  for (const line of lines) {
    const [, word, url] = /^\S (\S+) .*? (https?:\S+)/.exec(line) ?? [];
    if (word && url) shown.set(url, word);
  }
  for (const [url, word] of expected) {
    const found = shown.get(url) ?? 'no line';
    if (found !== word) faults.push(`${url} should show ${word}, but has ${found}`);
  }
  return faults;
}
