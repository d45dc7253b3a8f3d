export type OrderSignals = ReturnType<typeof orderSignals>;

/** Wakes those who wait for an order: one of its sagas has ended in this process. */
export function orderSignals() {
  const waiting = new Map<string, Set<() => void>>();
  return {
    notify: (order: string): void => {
      for (const wake of waiting.get(order) ?? []) wake();
    },
    /** Resolves at the order's next signal, or after so many ms. */
    wait: (order: string, ms: number): Promise<void> =>
      new Promise((resolve) => {
        const wakers = waiting.get(order) ?? new Set();
        waiting.set(order, wakers);
        const wake = () => {
          clearTimeout(timer);
          wakers.delete(wake);
          if (wakers.size === 0) waiting.delete(order);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        wakers.add(wake);
      }),
  };
}
