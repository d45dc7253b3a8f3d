import { useEffect, useState } from 'react';

const NAME = 'sagashop.count';

/**
 * How many things are in the cart: what the page says, and without a connection what the last page with one has said,
 * for what is shown then was kept as it is for everybody.
 */
export function useKnownCount(count: number, offline: boolean): number {
  const [known, know] = useState(count);
  useEffect(() => {
    try {
      // A page that is coming alive does not know yet that it is offline.
      if (offline || !navigator.onLine) know(Number(localStorage.getItem(NAME)) || 0);
      else localStorage.setItem(NAME, String(count));
    } catch {
      // a browser that keeps nothing
    }
  }, [count, offline]);
  return offline ? known : count;
}
