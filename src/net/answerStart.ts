import type { Socket } from 'node:net';

const endOfHead = '\r\n\r\n';
/** An interim answer longer than this is no `100 Continue` any more, bytes. */
const longestContinue = 16 * 1024;

/**
 * Watches where an answer starts in what a connection reads. A `100 Continue` that nobody asked for is legal
 * (RFC 9110 §15.2.1), but undici breaks the connection over it: it is taken out here.
 */
export class AnswerStart {
  /** Whether anything came since the last request was sent. */
  begun = false;
  private held: Buffer | undefined;

  constructor(socket: Socket) {
    const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
    socket.read = (size?: number): Buffer | null => {
      let chunk = read(size);
      // By far most chunks pass with this one look.
      while (chunk && !(this.begun && this.held === undefined)) {
        const rest = this.withoutContinue(chunk);
        if (rest) return rest;
        chunk = read(size);
      }
      return chunk;
    };
  }

  /** A request goes out: what comes now is the start of its answer. */
  expect(): void {
    this.begun = false;
    this.held = undefined;
  }

  /** What is left of the first bytes of an answer; `undefined`: nothing, more has to come first. */
  private withoutContinue(chunk: Buffer): Buffer | undefined {
    this.begun = true;
    let bytes = this.held ? Buffer.concat([this.held, chunk]) : chunk;
    this.held = undefined;
    while (mayBeContinue(bytes)) {
      const end = bytes.indexOf(endOfHead);
      if (end < 0 && bytes.length <= longestContinue) {
        this.held = bytes;
        return undefined;
      }
      if (end < 0) return bytes;
      bytes = bytes.subarray(end + endOfHead.length);
      if (bytes.length === 0) {
        // Its end is where the answer itself starts.
        this.begun = false;
        return undefined;
      }
    }
    return bytes;
  }
}

const continueLine = Buffer.from('HTTP/1.1 100');

/** Whether these bytes begin as a `100 Continue` does, as far as they go. */
function mayBeContinue(bytes: Buffer): boolean {
  // The last of them tell it from nearly all other answers.
  if (bytes.length > 11 && (bytes[10] !== 0x30 || bytes[11] !== 0x30 || bytes[9] !== 0x31)) return false;
  const length = Math.min(bytes.length, continueLine.length);
  return bytes.compare(continueLine, 0, length, 0, length) === 0;
}
