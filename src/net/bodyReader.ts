import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { TextDecoder as AnyTextDecoder } from '@exodus/bytes/encoding.js';
import type { AppendFile } from './appendFile.ts';
import { detectCharset, looksLikeText } from './charset.ts';
import type { ContentType } from './contentType.ts';
import { pageTitle } from './pageTitle.ts';

/** How much of a body is kept in memory before it goes to the file. */
const pieceSize = 256 * 1024;
const beginningLength = 16 * 1024;
/** Characters of a preview. */
const previewLength = 100;

/** Takes a decoded body as it comes: stores it in pieces, counts its characters, keeps its first ones. */
export class BodyReader {
  /** Decoded bytes that were kept. */
  bytes = 0;
  /** The body was longer than the cap. */
  truncated = false;
  /** Where it lies in the file, in order: offset and length in bytes. */
  readonly pieces: [offset: number, length: number][] = [];
  /** Code points; `undefined` where the body is not text. */
  characters: number | undefined;
  charset: string | undefined;
  preview = '';
  /** The first bytes, up to 16 KiB. */
  beginning: Uint8Array = new Uint8Array();
  /** Of an HTML page; empty where it has none. */
  title = '';

  private readonly file: AppendFile | undefined;
  private readonly type: ContentType;
  private readonly cap: number;
  private chunks: Uint8Array[] = [];
  private chunkBytes = 0;
  private begun = false;
  private decoder: TextDecoder | undefined;

  /** Without a file the body is read, but not stored. */
  constructor(file: AppendFile | undefined, type: ContentType, cap: number) {
    this.file = file;
    this.type = type;
    this.cap = cap;
  }

  /** Takes a chunk; `false` means that the cap is reached and no more is wanted. The chunk must not change afterwards. */
  add(chunk: Uint8Array): boolean {
    const room = this.cap - this.bytes;
    const kept = chunk.length > room ? chunk.subarray(0, room) : chunk;
    if (kept !== chunk) this.truncated = true;
    // A cap holds for what is kept, not for a look at what kind of page it is.
    if (this.truncated && this.bytes === 0) this.beginning = chunk.subarray(0, beginningLength);
    this.bytes += kept.length;
    if (kept.length > 0) {
      this.chunks.push(kept);
      this.chunkBytes += kept.length;
      if (this.chunkBytes >= pieceSize) this.store(false);
    }
    return !this.truncated;
  }

  /** The body has ended, or nothing more of it will come. */
  finish(): void {
    if (this.chunkBytes > 0 || this.begun) this.store(true);
    else if (this.type.isText) this.characters = 0;
  }

  private store(last: boolean): void {
    const only = this.chunks.length === 1 ? this.chunks[0] : undefined;
    const piece = only ?? Buffer.concat(this.chunks);
    this.chunks = [];
    this.chunkBytes = 0;
    if (!this.begun) this.begin(piece, last);
    this.count(piece, last);
    if (piece.length === 0) return;
    const place = this.file?.append(piece);
    const before = this.pieces.at(-1);
    if (!place) return;
    if (before && before[0] + before[1] === place[0]) before[1] += piece.length;
    else this.pieces.push(place);
  }

  private begin(piece: Uint8Array, last: boolean): void {
    this.begun = true;
    if (this.beginning.length === 0) this.beginning = piece.subarray(0, beginningLength);
    if (!(this.type.isText ?? looksLikeText(piece.subarray(0, 1024)))) return;
    this.characters = 0;
    // By far the most common case, and fifty times faster than decoding.
    const ascii = last && isAscii(piece);
    this.charset = ascii && !this.type.mayDeclareCharset ? 'UTF-8' : detectCharset(this.type, piece, last);
    if (ascii && (this.charset === 'UTF-8' || this.charset === 'windows-1252')) return;
    // Node's own decoder is right for UTF-8, and faster.
    this.decoder = this.charset === 'UTF-8' ? new TextDecoder() : new AnyTextDecoder(this.charset);
  }

  private count(piece: Uint8Array, last: boolean): void {
    if (this.characters === undefined) return;
    if (!this.decoder) {
      this.characters = piece.length;
      const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
      this.preview = bytes.toString('latin1', 0, previewLength);
      if (this.type.isHtml) this.title = pageTitle(bytes.toString('latin1'));
      return;
    }
    const text = this.decoder.decode(piece, { stream: !last });
    const pairs = text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0;
    if (this.type.isHtml && this.characters === 0) this.title = pageTitle(text);
    if (this.characters < previewLength && text.length > 0) {
      this.preview = Array.from(this.preview + text.slice(0, 2 * previewLength))
        .slice(0, previewLength)
        .join('');
    }
    this.characters += text.length - pairs;
  }
}
