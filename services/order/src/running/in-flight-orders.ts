import type { Answer, NewOrder } from '../store/orders.ts';

interface InFlight {
  order: NewOrder;
  /** When its request came, by performance.now(). */
  arrived: number;
  answer?: Answer;
  timer?: NodeJS.Timeout;
  wake?: (answer: Answer) => void;
  /** Its request waits no more. */
  requestEnded?: true;
  /** Its saga is not run here any more; it may come back. */
  lost?: true;
}

/** An outcome is told when its saga has ended, or this long after it was decided, whichever is first. */
const LONGEST_AFTER_DECISION = 1000; // ms

export type InFlightOrders = ReturnType<typeof inFlightOrders>;

/** The orders that this process is working on, and the requests that wait for their outcomes. */
export function inFlightOrders() {
  const orders = new Map<string, InFlight>();
  const tell = (known: InFlight) => {
    clearTimeout(known.timer);
    if (known.answer) known.wake?.(known.answer);
  };
  return {
    add: (order: NewOrder, arrived: number) => void orders.set(order.id, { order, arrived }),
    get: (id: string): NewOrder | undefined => orders.get(id)?.order,
    arrived: (id: string): number | undefined => orders.get(id)?.arrived,
    /** Notes the answer inside the deciding transaction; it is told only after the commit. */
    answered: (order: string, answer: Answer) => {
      const known = orders.get(order);
      if (known) known.answer = answer;
    },
    /** The decision is committed. */
    decided: (order: string) => {
      const known = orders.get(order);
      if (known?.answer && known.wake) known.timer ??= setTimeout(tell, LONGEST_AFTER_DECISION, known);
    },
    /** The saga is no longer this process's. Should it be claimed here again, its request is still answered. */
    lost: (order: string) => {
      const known = orders.get(order);
      if (known?.requestEnded) orders.delete(order);
      else if (known) known.lost = true;
    },
    /** The saga has ended. */
    ended: (order: string) => {
      const known = orders.get(order);
      if (!known) return;
      orders.delete(order);
      tell(known);
    },
    /** Resolves to the order's outcome, or to undefined after so many ms. */
    outcome: (order: string, ms: number): Promise<Answer | undefined> =>
      new Promise((resolve) => {
        const known = orders.get(order);
        if (!known) return resolve(undefined);
        let timer: NodeJS.Timeout | undefined;
        const end = (answer?: Answer) => {
          clearTimeout(timer);
          known.requestEnded = true;
          if (known.lost) orders.delete(order);
          resolve(answer);
        };
        if (ms <= 0) return end();
        timer = setTimeout(end, ms);
        known.wake = end;
      }),
  };
}
