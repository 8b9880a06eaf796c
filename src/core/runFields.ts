import { type FieldDefinition, mostFields } from './fieldProtocol.ts';
import type { TextBytes } from './textBytes.ts';
import { TextPacker, TextStore } from './textStore.ts';

const number = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** The values of one field of a run. */
export class FieldColumn implements FieldDefinition {
  readonly name: string;
  readonly expression: string;
  /** How many requests it has a value of, or none, in the order in which they ended. */
  computed = 0;
  /** How many of these have none because what it is made of is not stored. */
  lost = 0;
  /** Why no more values are made, for a person. */
  failure: string | undefined;
  private numeric = true;
  private readonly positions: Uint32Array;
  private readonly texts = new TextStore();
  private readonly packer = new TextPacker();

  constructor({ name, expression }: FieldDefinition, length: number) {
    this.name = name;
    this.expression = expression;
    this.positions = new Uint32Array(length);
  }

  /** The value of a request; empty: it has none. */
  get(index: number): string {
    return this.texts.get(this.positions[index] ?? 0);
  }

  /** Puts the value in a place of others. */
  putText(index: number, texts: TextBytes, place: number): void {
    this.texts.put(this.positions[index] ?? 0, texts, place);
  }

  /** Whether all of its values are numbers. */
  get isNumeric(): boolean {
    return this.numeric;
  }

  /** Takes in the values of the next requests that have ended; `lost` of them are unknown. */
  put(indexes: readonly number[], values: readonly string[], lost = 0): void {
    this.lost += lost;
    const packed = values.map((value) => this.packer.add(value));
    const base = this.texts.add(this.packer.take());
    packed.forEach((position, nth) => {
      const index = indexes[nth];
      if (index !== undefined && position > 0) this.positions[index] = position + base;
    });
    this.computed += values.length;
    this.numeric &&= values.every((value) => value === '' || number.test(value));
  }
}

/** The fields of a run, in the order in which they were asked for. */
export class RunFields {
  private readonly length: number;
  private list: readonly FieldColumn[] = [];

  /** `length` is that of the run. */
  constructor(length: number, definitions: readonly FieldDefinition[] = []) {
    this.length = length;
    for (const definition of definitions) this.add(definition);
  }

  get columns(): readonly FieldColumn[] {
    return this.list;
  }

  get definitions(): FieldDefinition[] {
    return this.list.map(({ name, expression }) => ({ name, expression }));
  }

  /** Adds a field without values; `undefined` where there is one of that name, or no room for more. */
  add(definition: FieldDefinition): FieldColumn | undefined {
    if (this.list.length >= mostFields || this.has(definition.name)) return undefined;
    const column = new FieldColumn(definition, this.length);
    this.list = [...this.list, column];
    return column;
  }

  remove(column: FieldColumn): void {
    this.list = this.list.filter((each) => each !== column);
  }

  has(name: string): boolean {
    return this.list.some((column) => column.name === name);
  }

  /** Whether there are values still to be made of the first `ended` requests that have ended. */
  lacks(ended: number): boolean {
    return this.list.some((column) => column.failure === undefined && column.computed < ended);
  }

  /** The values that a request has, by the names of the fields. */
  of(index: number): Record<string, string> {
    return Object.fromEntries(
      this.list.map((column) => [column.name, column.get(index)]).filter(([, value]) => value !== ''),
    ) as Record<string, string>;
  }
}
