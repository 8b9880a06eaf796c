import type { UnreadableReason } from '../core/textProtocol.ts';

/** A text cannot be read; `message` says what happened and what to do, for a person. */
export class ReadableError extends Error {
  readonly reason: UnreadableReason | undefined;

  constructor(message: string, options?: ErrorOptions & { reason?: UnreadableReason | undefined }) {
    super(message, options);
    this.reason = options?.reason;
  }
}

/** What happened when a file could not be read, and what to do. */
export function fileErrorMessage(path: string, error: unknown): string {
  if (error instanceof ReadableError) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  switch (code) {
    case 'ENOENT':
      return `${path} does not exist. It may have been moved or deleted: open it again.`;
    case 'EACCES':
    case 'EPERM':
      return `${path} may not be read. Check its permissions.`;
    case 'EISDIR':
      return `${path} is a folder. Choose a file in it.`;
    default:
      return `${path} could not be read (${code}). Save a copy elsewhere and try that.`;
  }
}
