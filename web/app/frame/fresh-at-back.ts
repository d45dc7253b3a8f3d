import { useEffect } from 'react';
import { useRevalidator } from 'react-router';

/**
 * A browser may keep a whole page in memory and show it again at Back, as it was: signed in, though the session has
 * ended since. Such a page is hidden until the shop has said what it shows now, or that it asks for a sign-in.
 */
export function useFreshAtBack(isMember: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isMember) return;
    const leave = () => document.documentElement.toggleAttribute('data-stale', true);
    const show = async ({ persisted }: PageTransitionEvent) => {
      if (persisted) await revalidate();
      document.documentElement.toggleAttribute('data-stale', false);
    };
    addEventListener('pagehide', leave);
    addEventListener('pageshow', show);
    return () => {
      removeEventListener('pagehide', leave);
      removeEventListener('pageshow', show);
    };
  }, [isMember, revalidate]);
}
