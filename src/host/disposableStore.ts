/** What holds on to something until it is let go of. */
export interface Disposable {
  dispose(): void;
}

/** Disposes all that was added to it, the newest first; what is added after that is disposed of at once. */
export class DisposableStore implements Disposable {
  private readonly items: Disposable[] = [];
  private disposed = false;

  add<Item extends Disposable>(item: Item): Item {
    if (this.disposed) item.dispose();
    else this.items.push(item);
    return item;
  }

  dispose(): void {
    this.disposed = true;
    for (let item = this.items.pop(); item; item = this.items.pop()) item.dispose();
  }
}
