import { createHash } from 'node:crypto';

/** A hash, in hexadecimal: tells what a server got without giving it back. */
export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
