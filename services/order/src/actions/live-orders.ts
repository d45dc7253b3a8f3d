import type { Answer, NewOrder } from '../store/orders.ts';

interface Live {
  order: NewOrder;
  /** When its request came, by performance.now(). */
  arrived: number;
  answer?: Answer;
  timer?: NodeJS.Timeout;
  wake?: (answer: Answer) => void;
  /** Its request waits no more. */
  over?: true;
  /** Its saga is not run here any more; it may come back. */
  lost?: true;
}

/** An outcome is told when its saga has ended, or this long after it was decided, whichever is first. */
const LONGEST_AFTER_DECISION = 1000; // ms

export type LiveOrders = ReturnType<typeof liveOrders>;

/** The orders that this process is working on, and the requests that wait for their outcomes. */
export function liveOrders() {
  const orders = new Map<string, Live>();
  const tell = (live: Live) => {
    clearTimeout(live.timer);
    if (live.answer) live.wake?.(live.answer);
  };
  return {
    took: (order: NewOrder, arrived: number) => void orders.set(order.id, { order, arrived }),
    get: (id: string): NewOrder | undefined => orders.get(id)?.order,
    arrived: (id: string): number | undefined => orders.get(id)?.arrived,
    /** Notes the answer inside the deciding transaction; it is told only after the commit. */
    answered: (order: string, answer: Answer) => {
      const live = orders.get(order);
      if (live) live.answer = answer;
    },
    /** The decision is committed. */
    decided: (order: string) => {
      const live = orders.get(order);
      if (live?.answer && live.wake) live.timer ??= setTimeout(tell, LONGEST_AFTER_DECISION, live);
    },
    /** The saga is no longer this process's. Should it be claimed here again, its request is still answered. */
    lost: (order: string) => {
      const live = orders.get(order);
      if (live?.over) orders.delete(order);
      else if (live) live.lost = true;
    },
    /** The saga has ended. */
    ended: (order: string) => {
      const live = orders.get(order);
      if (!live) return;
      orders.delete(order);
      tell(live);
    },
    /** Resolves to the order's outcome, or to undefined after so many ms. */
    outcome: (order: string, ms: number): Promise<Answer | undefined> =>
      new Promise((resolve) => {
        const live = orders.get(order);
        if (!live) return resolve(undefined);
        let timer: NodeJS.Timeout | undefined;
        const over = (answer?: Answer) => {
          clearTimeout(timer);
          live.over = true;
          if (live.lost) orders.delete(order);
          resolve(answer);
        };
        if (ms <= 0) return over();
        timer = setTimeout(over, ms);
        live.wake = over;
      }),
  };
}
