import type { Fix, FixPlan, FromFixer, TextToFix, ToFixer } from '../core/fixProtocol.ts';

/** The fixes that the text worker is asked for. */
export class FixTasks {
  private readonly post: (message: ToFixer) => void;
  private readonly ended: () => void;
  private readonly tasks = new Map<number, PromiseWithResolvers<FixPlan>>();

  /** `ended` is called whenever one has been answered. */
  constructor(post: (message: ToFixer) => void, ended: () => void) {
    this.post = post;
    this.ended = ended;
  }

  get size(): number {
    return this.tasks.size;
  }

  /** Rejects where the worker is gone. */
  start(id: number, source: TextToFix, fix: Fix): Promise<FixPlan> {
    const task = Promise.withResolvers<FixPlan>();
    this.tasks.set(id, task);
    this.post({ type: 'fix', id, source, fix });
    return task.promise;
  }

  receive({ id, plan }: FromFixer): void {
    this.tasks.get(id)?.resolve(plan);
    this.end(id);
  }

  /** The worker is gone. */
  failAll(reason: string): void {
    for (const [id, task] of this.tasks) {
      task.reject(new Error(reason));
      this.end(id);
    }
  }

  private end(id: number): void {
    this.tasks.delete(id);
    this.ended();
  }
}
