import type { CancelToken } from '../api.ts';

/** A token as a signal; `dispose` lets the token go. A token that is cancelled already gives an aborted signal. */
export function toAbortSignal(token: CancelToken): { signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  if (token.isCancellationRequested) {
    controller.abort();
    return { signal: controller.signal, dispose: () => undefined };
  }
  const listener = token.onCancellationRequested(() => controller.abort());
  return { signal: controller.signal, dispose: () => listener.dispose() };
}
