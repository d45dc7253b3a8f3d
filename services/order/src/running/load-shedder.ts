import { refuseOrder } from '../errors.ts';

/** When the shop counts as full. */
export interface LoadLimits {
  /** The most orders that are undecided at once. */
  limit: number;
  /** ms that an order may take on average; when orders take longer, fewer are admitted. */
  longest: number;
}

const LEAST = 256; // orders, however slow it gets
const WINDOW = 250; // ms between two looks at how long orders take
const CALM = 1000; // ms without an order, after which what was learnt counts no more
const RETRY_AFTER = '1'; // s

export type LoadShedder = ReturnType<typeof loadShedder>;

/**
 * Load shedding: orders are admitted or rejected before anything is looked up or written for them. As many are admitted
 * as can be expected to end in time (Little's law: those that end in a second, times the seconds that one may take). A
 * rejection costs next to nothing, so that those admitted are served as quickly as without it; what runs already is
 * never touched. When three quarters of the permits are taken, nobody who has half of them gets another one. A permit is
 * free again when its order is decided or was not written: what is left to do for a confirmed one, for days if need be,
 * keeps nobody out.
 */
export function loadShedder({ limit: most, longest }: LoadLimits, now = () => performance.now()) {
  const permitsOf = new Map<string, number>();
  const undecided = new Map<string, { user: string; since: number }>();
  let limit = most;
  let taken = 0;
  let rejected = 0;
  let window = { since: now(), ended: 0, took: 0 };

  const adapt = () => {
    const at = now();
    const ms = at - window.since;
    if (ms < WINDOW) return;
    if (ms > CALM && taken === 0) limit = most;
    else if (window.ended > 0) {
      const inTime = Math.round((window.ended / ms) * longest);
      const mean = window.took / window.ended;
      if (mean > longest) limit = Math.min(most, Math.max(LEAST, inTime));
      else if (mean < longest / 2) limit = Math.min(most, limit + (limit >> 1));
    }
    window = { since: at, ended: 0, took: 0 };
  };
  const release = (user: string) => {
    taken -= 1;
    const left = (permitsOf.get(user) ?? 0) - 1;
    if (left > 0) permitsOf.set(user, left);
    else permitsOf.delete(user);
  };
  return {
    /** Takes a permit; throws 503 `overloaded` when there is none. */
    acquire(user: string): void {
      adapt();
      const own = permitsOf.get(user) ?? 0;
      if (taken >= limit || (taken >= limit * 0.75 && own >= limit / 2)) {
        rejected += 1;
        throw refuseOrder.overloaded({}, { 'retry-after': RETRY_AFTER });
      }
      taken += 1;
      permitsOf.set(user, own + 1);
    },
    /** Gives back a permit under which no order was written. */
    release,
    /** An order has been written: it keeps the permit until `decided`. */
    started: (order: string, user: string) => void undecided.set(order, { user, since: now() }),
    /** An order is confirmed or cancelled, or is not run here any more, or waits for an operator. */
    decided(order: string): void {
      const known = undecided.get(order);
      if (!known) return;
      undecided.delete(order);
      window.ended += 1;
      window.took += now() - known.since;
      release(known.user);
    },
    /** How many orders were rejected. */
    rejected: () => rejected,
  };
}
