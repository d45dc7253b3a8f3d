import { useEffect } from 'react';
import { useRevalidator } from 'react-router';

const EVERY = 1000; // ms

/** Looks how far something is while it runs and somebody sees the page. */
export function useLookingAgain(runs: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void revalidate();
    }, EVERY);
    return () => clearInterval(timer);
  }, [runs, revalidate]);
}
