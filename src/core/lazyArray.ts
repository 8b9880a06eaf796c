/**
 * An array that cannot be changed, whose elements are made when they are touched, each once: a million of them cost
 * nothing before.
 */
export function lazyArray<Element>(length: number, make: (index: number) => Element): readonly Element[] {
  const made: Element[] = [];
  made.length = length;

  const touch = (key: string | symbol): void => {
    if (typeof key === 'symbol' || !/^(0|[1-9]\d*)$/.test(key)) return;
    const index = Number(key);
    if (index < length && !Object.hasOwn(made, index)) made[index] = make(index);
  };

  return new Proxy(made, {
    get(target, key) {
      touch(key);
      return Reflect.get(target, key) as unknown;
    },
    has: (target, key) => {
      touch(key);
      return Reflect.has(target, key);
    },
    getOwnPropertyDescriptor(target, key) {
      touch(key);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
    ownKeys: () => [...Array.from({ length }, (_, index) => String(index)), 'length'],
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
    setPrototypeOf: () => false,
  });
}
