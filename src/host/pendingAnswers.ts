/** Questions to a worker that have one answer each, by their ids. */
export class PendingAnswers<Answer> {
  private readonly ended: () => void;
  private readonly waiting = new Map<number, PromiseWithResolvers<Answer>>();

  /** `ended` is called whenever one has been answered. */
  constructor(ended: () => void) {
    this.ended = ended;
  }

  get size(): number {
    return this.waiting.size;
  }

  /** Resolves to the answer; rejects where the worker is gone. */
  wait(id: number): Promise<Answer> {
    const answer = Promise.withResolvers<Answer>();
    this.waiting.set(id, answer);
    return answer.promise;
  }

  receive(id: number, answer: Answer): void {
    this.waiting.get(id)?.resolve(answer);
    this.end(id);
  }

  /** The worker is gone. */
  failAll(reason: string): void {
    for (const [id, answer] of this.waiting) {
      answer.reject(new Error(reason));
      this.end(id);
    }
  }

  private end(id: number): void {
    this.waiting.delete(id);
    this.ended();
  }
}
