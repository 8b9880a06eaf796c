import type {
  ExportFailure,
  ExportJob,
  ExportPortion,
  ExportReport,
  FromExporter,
} from '../core/exportProtocol.ts';
import type { ToTextWorker } from '../core/textProtocol.ts';

/** An export did not succeed, and nothing of it is left; the message is what the system said, `code` its code for that. */
export class ExportError extends Error {
  readonly code: string | undefined;
  readonly why: ExportFailure | undefined;

  constructor(reason: string, { code, why }: { code?: string; why?: ExportFailure } = {}) {
    super(reason);
    this.code = code;
    this.why = why;
  }
}

/** The exports that the text worker has under way: hands it rows whenever it asks for more. */
export class ExportTasks {
  private readonly post: (message: ToTextWorker) => void;
  private readonly ended: () => void;
  private readonly tasks = new Map<number, Task>();

  /** `ended` is called whenever one has. */
  constructor(post: (message: ToTextWorker) => void, ended: () => void) {
    this.post = post;
    this.ended = ended;
  }

  get size(): number {
    return this.tasks.size;
  }

  /** Resolves when all is written, with `undefined` when `signal` has aborted and nothing is left. */
  start(
    id: number,
    job: ExportJob,
    portions: Iterator<ExportPortion>,
    signal: AbortSignal,
  ): Promise<ExportReport | undefined> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return resolve(undefined);
      const abort = () => this.post({ type: 'cancel', id });
      const end = () => {
        signal.removeEventListener('abort', abort);
        this.tasks.delete(id);
        this.ended();
      };
      this.tasks.set(id, {
        portions,
        resolve(report) {
          end();
          resolve(report);
        },
        reject(error) {
          end();
          if (signal.aborted) resolve(undefined);
          else reject(error);
        },
      });
      signal.addEventListener('abort', abort, { once: true });
      this.post({ type: 'export', id, job });
    });
  }

  receive(message: FromExporter): void {
    const { id } = message;
    const task = this.tasks.get(id);
    if (!task) return;
    switch (message.type) {
      case 'exportMore':
        return this.sendMore(id, task);
      case 'exported':
        return task.resolve(message.report);
      case 'exportFailed':
        return task.reject(new ExportError(message.reason, message));
      default:
        message satisfies never;
    }
  }

  /** The worker is gone. */
  failAll(reason: string): void {
    for (const task of this.tasks.values()) task.reject(new ExportError(reason));
  }

  private sendMore(id: number, task: Task): void {
    try {
      const { done, value } = task.portions.next();
      this.post(done ? { type: 'exportEnd', id } : { type: 'exportRows', id, portion: value });
    } catch (error) {
      this.post({ type: 'cancel', id });
      task.reject(new ExportError(String(error)));
    }
  }
}

interface Task {
  portions: Iterator<ExportPortion>;
  resolve(report: ExportReport): void;
  reject(error: ExportError): void;
}
