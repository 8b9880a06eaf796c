import { useEffect, useRef } from 'preact/hooks';

/** Calls back once, so many ms after the last time it was called. */
export function useDebounced(callback: () => void, milliseconds: number): () => void {
  const latest = useRef(callback);
  latest.current = callback;
  const timer = useRef<number>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => latest.current(), milliseconds);
  };
}
