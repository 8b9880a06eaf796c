import { parentPort } from 'node:worker_threads';
import type { FromFetchWorker, ToFetchWorker } from '../core/fetchProtocol.ts';
import { batchBuffers } from '../core/resultBatch.ts';
import { FetchRun } from './fetchRun.ts';

/** The fetch worker: takes messages of the host, and holds the runs that are under way. */
const runs = new Map<string, FetchRun>();

function post(message: FromFetchWorker, transfer: readonly ArrayBufferLike[] = []): void {
  parentPort?.postMessage(message, transfer as readonly ArrayBuffer[]);
}

function handle(message: ToFetchWorker): void {
  const { run } = message;
  switch (message.type) {
    case 'start':
      runs.set(
        run,
        new FetchRun(message, {
          batch: (batch) => post({ type: 'batch', run, batch }, batchBuffers(batch)),
          wants: (first) => post({ type: 'wants', run, first }),
          warning: (text) => post({ type: 'warning', run, message: text }),
          fault: (error) => fail(run, error),
          end: () => {
            if (runs.delete(run)) post({ type: 'end', run });
          },
        }),
      );
      break;
    case 'requests':
      runs.get(run)?.add(message, () => post({ type: 'taken', run }));
      break;
    case 'cancel':
      runs.get(run)?.cancel(message.index);
      break;
    default:
      message satisfies never;
  }
}

/** A fault of ours ends the run that it happened in; the others go on. */
function fail(run: string, error: unknown): void {
  runs.delete(run);
  post({ type: 'fault', run, message: error instanceof Error ? error.message : String(error) });
}

parentPort?.on('message', (message: ToFetchWorker) => {
  const faulty = runs.get(message.run);
  try {
    handle(message);
  } catch (error) {
    fail(message.run, error);
    faulty?.cancel();
  }
});
