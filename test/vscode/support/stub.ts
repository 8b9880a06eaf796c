/** Puts `value` in the place of a property while `use` runs. */
export async function withStub<Target extends object, Name extends keyof Target, Value>(
  target: Target,
  name: Name,
  value: Target[Name],
  use: () => Promise<Value>,
): Promise<Value> {
  const before = target[name];
  target[name] = value;
  try {
    return await use();
  } finally {
    target[name] = before;
  }
}
