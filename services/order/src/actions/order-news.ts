/** Wakes those who wait for news of an order: that one of its sagas has ended here. */
export function orderNews() {
  const waiting = new Map<string, Set<() => void>>();
  return {
    tell: (order: string): void => {
      for (const wake of waiting.get(order) ?? []) wake();
    },
    /** Resolves at the next news of the order, or after so many ms. */
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

export type OrderNews = ReturnType<typeof orderNews>;
