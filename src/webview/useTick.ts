import { useEffect, useReducer } from 'preact/hooks';

const milliseconds = 250;

/** Draws a component again a few times in a second while `ticking`. */
export function useTick(ticking: boolean): void {
  const [, render] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    if (!ticking) return undefined;
    const timer = setInterval(() => render(undefined), milliseconds);
    return () => clearInterval(timer);
  }, [ticking]);
}
