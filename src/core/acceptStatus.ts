/**
 * Parses a list of statuses and ranges of statuses, such as `"200-299,401"`, into a test of one status.
 * Returns `undefined` where the text is not such a list.
 */
export function parseAcceptStatus(text: string): ((status: number) => boolean) | undefined {
  const accepted = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^\s*([1-9]\d\d)(?:\s*-\s*([1-9]\d\d))?\s*$/.exec(part);
    if (!match) return undefined;
    const low = Number(match[1]);
    const high = Number(match[2] ?? match[1]);
    if (low > high) return undefined;
    for (let status = low; status <= high; status++) accepted.add(status);
  }
  return (status) => accepted.has(status);
}
