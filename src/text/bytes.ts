import { type FileHandle, open } from 'node:fs/promises';
import { ReadableError } from './readableError.ts';

/** Bytes that can be read from any offset on. */
export interface ByteSource {
  /** For messages to a person. */
  readonly name: string;
  readonly size: number;
  /** At most `length` bytes; none at the end. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Opens a file; rejects where it cannot be opened or is not a regular file. */
export async function openFile(path: string): Promise<ByteSource> {
  const handle = await open(path);
  try {
    return await fileSource(path, handle);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function fileSource(path: string, handle: FileHandle): Promise<ByteSource> {
  const stat = await handle.stat();
  if (stat.isDirectory()) throw new ReadableError(`${path} is a folder. Choose a file in it.`);
  return {
    name: path,
    size: stat.size,
    async read(offset, length) {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
    close: () => handle.close(),
  };
}

/** Bytes in memory. */
export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    close: () => Promise.resolve(),
  };
}
