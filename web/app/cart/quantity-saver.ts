/** New quantities by product. */
export type Quantities = Record<string, number>;

interface Saving {
  /** Sends them; rejects where they did not arrive. */
  send: (quantities: Quantities) => Promise<void>;
  /** Told whenever something begins or ceases to wait for a connection. */
  waits: (does: boolean) => void;
  /** ms without another press before they are sent. */
  pause: number;
}

/**
 * Saves quantities that are pressed fast: of each product the last one, all of a pause together, and never two requests
 * at a time, so that no answer overtakes another. What did not arrive waits, and is sent with what comes next.
 */
export function quantitySaver({ send, waits, pause }: Saving) {
  let waiting: Quantities = {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<boolean> | undefined;
  const run = async (): Promise<boolean> => {
    while (Object.keys(waiting).length > 0) {
      const batch = waiting;
      waiting = {};
      try {
        await send(batch);
        waits(false);
      } catch {
        waiting = { ...batch, ...waiting };
        waits(true);
        return false;
      }
    }
    return true;
  };
  /** Sends what waits now. Answers whether nothing waits any more. */
  const flush = (): Promise<boolean> => {
    clearTimeout(timer);
    underWay ??= run().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
  return {
    set: (product: string, quantity: number): void => {
      waiting[product] = quantity;
      clearTimeout(timer);
      timer = setTimeout(flush, pause);
    },
    /** Whether a quantity of it has not been sent yet. */
    holds: (product: string): boolean => Object.hasOwn(waiting, product),
    flush,
    /** What waits, for somebody else to send: it is forgotten here. */
    take: (): Quantities => {
      clearTimeout(timer);
      const taken = waiting;
      waiting = {};
      return taken;
    },
  };
}
