/** What the disk said, without the call and the path that follow in Node's words: `EROFS: read-only file system`. */
export function diskReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/, \w+( '.*')?$/, '');
}
