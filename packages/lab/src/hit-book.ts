import type { Hit } from './fault.ts';

const LINES = 100; // of one order
const ORDERS = 5000;

/**
 * What has struck which order, in memory: a shop's databases know nothing of its laboratory, and its faults do not outlive
 * the process either. The first lines of an order are kept, and the orders that were struck last.
 */
export function hitBook() {
  const orders = new Map<string, Hit[]>();
  return {
    write(order: string, hit: Hit): void {
      const lines = orders.get(order) ?? [];
      orders.delete(order); // the last struck is the last of the map
      orders.set(order, lines);
      if (lines.length < LINES) lines.push(hit);
      if (orders.size > ORDERS) orders.delete(orders.keys().next().value!);
    },
    of: (order: string): readonly Hit[] => orders.get(order) ?? [],
  };
}
