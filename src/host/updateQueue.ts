/** Updates views a while after they are asked to, once for all that was asked until then. */
export class UpdateQueue<Item> {
  private readonly update: (item: Item) => void;
  private readonly waiting = new Map<Item, { due: number; timer: NodeJS.Timeout }>();

  constructor(update: (item: Item) => void) {
    this.update = update;
  }

  /** Updates an item in so many milliseconds, or when it is due anyway. */
  in(milliseconds: number, item: Item): void {
    const due = performance.now() + milliseconds;
    const before = this.waiting.get(item);
    if (before && before.due <= due) return;
    this.set(milliseconds, item, due);
  }

  /** Updates an item so many milliseconds after this was asked for the last time, whatever else it waits for. */
  whenQuiet(milliseconds: number, item: Item): void {
    this.set(milliseconds, item, performance.now() + milliseconds);
  }

  dispose(): void {
    for (const { timer } of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }

  private set(milliseconds: number, item: Item, due: number): void {
    clearTimeout(this.waiting.get(item)?.timer);
    const timer = setTimeout(() => {
      this.waiting.delete(item);
      this.update(item);
    }, milliseconds);
    this.waiting.set(item, { due, timer });
  }
}
