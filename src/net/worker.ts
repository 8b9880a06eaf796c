import { parentPort } from 'node:worker_threads';
import type { FromFetchWorker, ToFetchWorker } from '../core/fetchProtocol.ts';
import { batchBuffers } from '../core/resultBatch.ts';
import { FetchRun } from './fetchRun.ts';

/** The fetch worker: takes messages of the host, and holds the runs that are under way. */
const runs = new Map<string, FetchRun>();
/** Faults of ours, by the run that each ends. */
const faults = new Map<string, unknown>();

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
          fault: (error) => runs.has(run) && faults.set(run, error),
          end: () => end(run),
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

/** Said last of a run, be there a fault or not: one of the same id may begin as soon as its files are closed. */
function end(run: string): void {
  const error = faults.get(run);
  const message = error instanceof Error ? error.message : String(error);
  post(faults.has(run) ? { type: 'fault', run, message } : { type: 'end', run });
  faults.delete(run);
  runs.delete(run);
}

/** A fault of ours ends the run that it happened in; the others go on. */
parentPort?.on('message', (message: ToFetchWorker) => {
  const faulty = runs.get(message.run);
  try {
    handle(message);
  } catch (error) {
    faults.set(message.run, error);
    if (faulty) faulty.cancel();
    else end(message.run);
  }
});
