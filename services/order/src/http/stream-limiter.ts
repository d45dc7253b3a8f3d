import { collect } from '@sagashop/chassis/observe/instruments';
import type { Metrics } from '@sagashop/chassis/observe/metrics';
import { refuseOrder } from '../errors.ts';

export type StreamLimiter = ReturnType<typeof streamLimiter>;

/** A bulkhead: so many streams may be open in this process, and so many of each user. */
export function streamLimiter({ registry }: Metrics, { most, each }: { most: number; each: number }) {
  const openOf = new Map<string, number>();
  let open = 0;
  const gauge = {
    name: 'sagashop_order_streams',
    help: 'Streams of live orders that are open in this process',
    labels: ['service'],
  };
  collect(registry, gauge, () => ({ order: open }));
  const count = (user: string, by: 1 | -1) => {
    const now = (openOf.get(user) ?? 0) + by;
    if (now > 0) openOf.set(user, now);
    else openOf.delete(user);
    open += by;
  };
  return {
    /** Counts a stream, and gives back what ends it, once. Refuses with `overloaded` when there are too many. */
    acquire(user: string): () => void {
      if (open >= most || (openOf.get(user) ?? 0) >= each)
        throw refuseOrder.overloaded({}, { 'retry-after': '5' });
      count(user, 1);
      return () => count(user, -1);
    },
  };
}
