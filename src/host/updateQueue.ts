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
    clearTimeout(before?.timer);
    const timer = setTimeout(() => {
      this.waiting.delete(item);
      this.update(item);
    }, milliseconds);
    this.waiting.set(item, { due, timer });
  }

  dispose(): void {
    for (const { timer } of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }
}
