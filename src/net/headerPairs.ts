import { JsonLine } from './jsonLine.ts';

interface Known {
  value: string;
  /** The pair, once it has come again. */
  json: Uint8Array | undefined;
}

/** A server may make up new names for ever. */
const mostNames = 500;
/** Name and value together, characters: what is longer is kept by nobody, for it would stay as long as the worker. */
const longestKept = 1024;

/** Headers as members of an object in JSON. Most of a server's say the same in each of its answers: they are encoded once. */
export class HeaderPairs {
  /** By name, what was written last. */
  private readonly known = new Map<string, Known>();
  private readonly line = new JsonLine();

  /** Writes name, colon and value. */
  write(line: JsonLine, name: string, value: string): void {
    if (name.length + value.length > longestKept) {
      pair(line, name, value);
      return;
    }
    const known = this.known.get(name);
    if (known?.value === value) {
      known.json ??= new Uint8Array(pair(this.line, name, value).take());
      line.encoded(known.json);
      return;
    }
    pair(line, name, value);
    if (known) {
      known.value = value;
      known.json = undefined;
    } else if (this.known.size < mostNames) {
      this.known.set(name, { value, json: undefined });
    }
  }
}

function pair(line: JsonLine, name: string, value: string): JsonLine {
  return line.text(name).raw(':').text(value);
}
