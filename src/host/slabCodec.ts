import { promisify } from 'node:util';
import { constants, deflateRaw, inflateRawSync, type InputType, type ZlibOptions } from 'node:zlib';
import { type SlabCodec, slabSize } from '../core/textSlabs.ts';

const deflate = promisify<InputType, ZlibOptions, Buffer>(deflateRaw);

/** Deflates (RFC 1951) in the thread pool: the quickest way is good enough for previews, which are alike. */
export const slabCodec: SlabCodec = {
  pack: (bytes) => deflate(bytes, { level: constants.Z_BEST_SPEED }),
  // In one piece: of smaller ones a whole would have to be made.
  unpack: (packed) => inflateRawSync(packed, { chunkSize: slabSize }),
};
