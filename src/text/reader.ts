import type { Extraction } from '../api.ts';
import { documentLimit } from '../core/documentLimit.ts';
import { batchBuffers, type ResultBatch } from '../core/resultBatch.ts';
import type { FromReader, ReadOptions, StoredExtent, TextRest, ToReader } from '../core/textProtocol.ts';
import { extract, extractAs } from '../extract/extract.ts';
import { type Format, formatOf } from '../extract/format.ts';
import { ListReader } from '../extract/list.ts';
import { type ByteSource, memorySource, openFile } from './bytes.ts';
import { documentText } from './documentText.ts';
import { type Portion, Portions } from './portions.ts';
import { ReadableError, fileErrorMessage } from './readableError.ts';
import { RequestFilter } from './requestFilter.ts';
import { storedRequests } from './storedRequests.ts';
import { storedResults } from './storedResults.ts';
import { sliceBytes, textSlices } from './textSlices.ts';

/** Sends a message to the host; the buffers are given away. */
export type Post = (message: FromReader, transfer?: ArrayBuffer[]) => void;

/** Portions one after the other, and at the end what else there is to say. */
type Reading = AsyncGenerator<Portion, TextRest>;
/** The same of a stored run's results. */
type ResultsReading = AsyncGenerator<ResultBatch, StoredExtent>;

/** Bytes up to which a format that needs the whole text is read as a whole. */
const wholeBytes = 256 * 1024 * 1024;

/** Bytes that are read at once of a file that tells no size. */
const smallBytes = 64 * 1024;

/** Formats whose lines mean by themselves what they mean in the whole text. */
const lineFormats = new Set<Format>(['list', 'source', 'asciidoc', 'latex', 'sql', 'jsonLines']);

/** The text worker's state: several readings, each waiting for `more` after each portion. */
export class Reader {
  private readonly post: Post;
  private readonly wholeBytes: number;
  private readonly sliceBytes: number;
  private readonly arriving = new Map<number, { options: ReadOptions; pieces: string[] }>();
  private readonly readings = new Map<number, Reading | ResultsReading>();

  constructor(post: Post, limits = { wholeBytes, sliceBytes }) {
    this.post = post;
    this.wholeBytes = limits.wholeBytes;
    this.sliceBytes = limits.sliceBytes;
  }

  /** Takes a message in. Resolves when what it leads to has been posted; never rejects. */
  async receive(message: ToReader): Promise<void> {
    const { id } = message;
    switch (message.type) {
      case 'read':
        this.arriving.set(id, { options: message.options, pieces: [] });
        return;
      case 'piece': {
        const text = this.arriving.get(id);
        text?.pieces.push(message.text);
        if (!text || !message.last) return;
        this.arriving.delete(id);
        await this.begin(id, readText(text.pieces.join(''), text.options));
        return;
      }
      case 'readFile': {
        const { path, options } = message;
        await this.begin(
          id,
          this.readSource(path, () => openFile(path), options),
        );
        return;
      }
      case 'readBytes': {
        const { bytes, options } = message;
        const name = options.uri ?? 'The text';
        await this.begin(
          id,
          this.readSource(name, () => Promise.resolve(memorySource(name, bytes)), options),
        );
        return;
      }
      case 'readStoredRequests':
        await this.begin(id, readRequests(message.folder));
        return;
      case 'readStoredResults':
        await this.begin(id, storedResults(message.what));
        return;
      case 'more':
        await this.step(id);
        return;
      case 'cancel': {
        this.arriving.delete(id);
        const reading = this.readings.get(id);
        this.readings.delete(id);
        // A file that does not close is of no interest any more.
        await (reading as AsyncGenerator<unknown, unknown> | undefined)?.return(undefined).catch(() => {});
        return;
      }
    }
  }

  private async begin(id: number, reading: Reading | ResultsReading): Promise<void> {
    this.readings.set(id, reading);
    await this.step(id);
  }

  private async step(id: number): Promise<void> {
    const reading = this.readings.get(id);
    if (!reading) return;
    try {
      const { done, value } = await reading.next();
      if (this.readings.get(id) !== reading) return; // cancelled meanwhile
      if (done) {
        this.readings.delete(id);
        if ('lost' in value) this.post({ type: 'resultsRead', id, extent: value });
        else this.post({ type: 'done', id, ...value });
      } else if ('ended' in value) {
        this.post({ type: 'results', id, batch: value }, batchBuffers(value));
      } else {
        const transfer = Object.values(value.places).map(
          (column: Uint32Array) => column.buffer as ArrayBuffer,
        );
        this.post({ type: 'requests', id, ...value }, transfer);
      }
    } catch (error) {
      if (this.readings.get(id) !== reading) return;
      this.readings.delete(id);
      const message =
        error instanceof ReadableError ? error.message : `The text could not be read: ${String(error)}`;
      const reason = error instanceof ReadableError ? error.reason : undefined;
      this.post({ type: 'failed', id, message, ...(reason && { reason }) });
    }
  }

  private async *readSource(name: string, open: () => Promise<ByteSource>, options: ReadOptions): Reading {
    let source: ByteSource | undefined;
    try {
      source = await open();
      if (!options.asDocument) return yield* this.readSlices(source, options);
      return yield* readText(await this.documentOf(source), options);
    } catch (error) {
      const reason = error instanceof ReadableError ? error.reason : undefined;
      throw new ReadableError(fileErrorMessage(name, error), { cause: error, reason });
    } finally {
      await source?.close();
    }
  }

  private async documentOf(source: ByteSource): Promise<string> {
    if (source.size > documentLimit) {
      throw new ReadableError(
        `${source.name} is too large for a document. Open it, and fetch it by itself.`,
        {
          reason: 'huge',
        },
      );
    }
    const slices: string[] = [];
    // Thousands of small files are not to take the room of large ones.
    const length = Math.min(this.sliceBytes, Math.max(smallBytes, source.size + 1));
    for await (const slice of textSlices(source, length)) slices.push(slice);
    return documentText(slices.join(''));
  }

  private async *readSlices(source: ByteSource, options: ReadOptions): Reading {
    const format = formatOf(options.languageId, options.uri ?? source.name);
    const whole = !lineFormats.has(format) && source.size <= this.wholeBytes;
    // In a slice of Markdown nobody knows where code begins: too much is read rather than too little.
    const sliced = format === 'markdown' ? 'source' : format;
    if (format === 'http' && !whole) {
      throw new ReadableError(`${source.name} is too large for a file of requests. Split it.`);
    }
    const list = format === 'list' ? new ListReader() : undefined;
    const portions = new Portions({ merge: options.merge, placed: false });
    const filter = new RequestFilter(options);
    const slices: string[] = [];
    for await (const slice of textSlices(source, this.sliceBytes)) {
      if (whole) slices.push(slice);
      else {
        const { requests } = list ? { requests: list.read(slice) } : extractAs(sliced, slice);
        yield* portions.add(filter.keep(detached(requests)));
      }
    }
    if (list) {
      yield* portions.rest();
      return { ...list.rest, excluded: filter.excluded };
    }
    const { requests, ...rest } = extractAs(whole ? format : sliced, slices.join(''));
    yield* portions.add(filter.keep(requests));
    yield* portions.rest();
    return { ...rest, excluded: filter.excluded };
  }
}

async function* readText(text: string, options: ReadOptions): Reading {
  const { languageId, uri, merge } = options;
  const source = uri === undefined ? { text, languageId } : { text, languageId, uri };
  const { requests, ...rest } = extract(source);
  const portions = new Portions({ merge, placed: true });
  const filter = new RequestFilter(options, text);
  yield* portions.add(filter.keep(requests));
  yield* portions.rest();
  return { ...rest, excluded: filter.excluded };
}

async function* readRequests(folder: string): Reading {
  yield* storedRequests(folder);
  return { problems: [], fields: [], options: {}, excluded: 0 };
}

/** Copies that do not keep the whole slice in memory, as parts of a string do. */
function detached(requests: Extraction['requests']): Extraction['requests'] {
  return structuredClone(requests);
}
