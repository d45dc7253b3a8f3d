import { collect } from '@sagashop/chassis/observe/instruments';
import type { Metrics } from '@sagashop/chassis/observe/metrics';
import { refuse } from '../errors.ts';

/** The places for open streams: so many in this process, and so many for each user. */
export function streamPlaces({ registry }: Metrics, { most, each }: { most: number; each: number }) {
  const taken = new Map<string, number>();
  let open = 0;
  const shown = {
    name: 'sagashop_order_streams',
    help: 'Streams of live orders that are open in this process',
    labels: ['service'],
  };
  collect(registry, shown, () => ({ order: open }));
  const count = (user: string, by: 1 | -1) => {
    const now = (taken.get(user) ?? 0) + by;
    if (now > 0) taken.set(user, now);
    else taken.delete(user);
    open += by;
  };
  return {
    /** Takes a place, and gives back how to leave it, once. Refuses as `overloaded` when all or all of the user's are taken. */
    take(user: string): () => void {
      if (open >= most || (taken.get(user) ?? 0) >= each) throw refuse.overloaded({}, { 'retry-after': '5' });
      count(user, 1);
      return () => count(user, -1);
    },
  };
}
