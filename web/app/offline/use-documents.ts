import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { tellSeen } from './service-worker';

/**
 * Without a connection a page is asked for as a document, which the service worker may have kept, and a form that only
 * the shop can answer stays on the page as it was typed. Answers whether one was just kept from being sent.
 */
export function useDocuments(offline: boolean): boolean {
  const { pathname, search } = useLocation();
  const [unsent, hold] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page that is shown is told of
  useEffect(tellSeen, [pathname, search]);
  useEffect(() => {
    hold(false);
    if (!offline) return;
    const onClick = (event: MouseEvent) => {
      // The browser follows the link by itself when nobody else hears of it.
      if ((event.target as Element).closest('a[href]')) event.stopPropagation();
    };
    const onSubmit = (event: SubmitEvent) => {
      const form = event.target as HTMLFormElement;
      if (form.dataset['offline'] === 'own') return;
      event.stopPropagation();
      if (form.method !== 'post') return;
      event.preventDefault();
      hold(true);
    };
    addEventListener('click', onClick, true);
    addEventListener('submit', onSubmit, true);
    return () => {
      removeEventListener('click', onClick, true);
      removeEventListener('submit', onSubmit, true);
    };
  }, [offline]);
  return unsent;
}
