import { useEffect } from 'react';
import { useRevalidator } from 'react-router';

const EVERY = 1000; // ms

/** Asks again each second for as long as something is active and the page is looked at: hits are counted as they come. */
export function useLiveLab(live: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!live) return;
    const timer = setInterval(() => {
      if (!document.hidden) void revalidate();
    }, EVERY);
    return () => clearInterval(timer);
  }, [live, revalidate]);
}
