import { useEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';

/** By the entry of the browser's history: the link that led away from it. */
const leftBy = new Map<string, string>();

/**
 * On a new page the next Tab begins at its content, and readers of the screen are told of it; a notice comes first.
 * Whoever comes back finds the focus on the link by which they left.
 */
export function useFocusOnNewPage(): void {
  const { pathname, key } = useLocation();
  const back = useNavigationType() === 'POP';
  const shown = useRef(pathname);
  useEffect(() => {
    const note = ({ target }: MouseEvent) => {
      const href = (target as Element).closest('main a[href]')?.getAttribute('href');
      if (href) leftBy.set(key, href);
    };
    addEventListener('click', note, true);
    return () => removeEventListener('click', note, true);
  }, [key]);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (document.activeElement?.matches('main [role="alert"], main [role="status"]')) return;
    const left = back ? leftBy.get(key) : undefined;
    const link = [...document.querySelectorAll<HTMLElement>('main a[href]')].find(
      (one) => one.getAttribute('href') === left,
    );
    (link ?? document.getElementById('content'))?.focus({ preventScroll: true });
  }, [pathname, key, back]);
}
