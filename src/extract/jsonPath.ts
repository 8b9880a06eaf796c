import { JSONPathError, JSONPathNode, jsonpath } from 'json-p3';

type Json = Parameters<typeof jsonpath.query>[1];
type Selector = InstanceType<typeof jsonpath.JSONPathSelector>;

/** What a segment selects of a value, or of all that is in it too. */
interface Step {
  readonly selectors: readonly Selector[];
  readonly descends: boolean;
}

/**
 * A JSONPath (RFC 9535). json-p3 reads it, and selects of each value; the way from value to value is gone here: json-p3 would
 * note where each of them lies, which takes ten times as long, and give up 50 levels deep, or at 100,000 values.
 */
export class JsonPath {
  private readonly steps: readonly Step[];

  /** Throws a `JSONPathError`, which tells where, if the path is none. */
  constructor(path: string) {
    this.steps = jsonpath.compile(path).segments.map((segment) => ({
      selectors: segment.selectors,
      descends: segment.toString().startsWith('..'),
    }));
  }

  /** What it selects of a value, in the order of the document. */
  values(root: unknown): unknown[] {
    let values: Json[] = [root as Json];
    for (const { selectors, descends } of this.steps) {
      const selected: Json[] = [];
      for (const value of descends ? within(values) : values) {
        if (!isContainer(value)) continue;
        const node = new JSONPathNode(value, [], root as Json);
        for (const selector of selectors) {
          for (const each of selector.resolve(node)) selected.push(each.value);
        }
      }
      values = selected;
    }
    return values;
  }
}

/** Whether an error is of json-p3: a path that is none, or a value that is nested too deep for a filter. */
export function isPathError(error: unknown): error is JSONPathError {
  return error instanceof JSONPathError;
}

/** The objects and arrays that are, or are in, these values, each before what it holds. */
function* within(values: readonly Json[]): Generator<Json> {
  const left = values.toReversed();
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    if (!isContainer(value)) continue;
    yield value;
    const held = Array.isArray(value) ? value : Object.values(value);
    for (let nth = held.length - 1; nth >= 0; nth--) {
      const each = held[nth];
      if (isContainer(each)) left.push(each);
    }
  }
}

function isContainer(value: Json): value is Exclude<Json, string | number | boolean | null> {
  return typeof value === 'object' && value !== null;
}
