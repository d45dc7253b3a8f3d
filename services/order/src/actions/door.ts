import { refuse } from '../errors.ts';

/** When the shop counts as full. */
export interface DoorLimits {
  /** The most orders that are under way at once. */
  places: number;
  /** ms that an order may take on average; when they take longer, fewer are let in. */
  longest: number;
}

const LEAST = 256; // places, however slow it gets
const WINDOW = 250; // ms between two looks at how long orders take
const CALM = 1000; // ms without an order, after which what was learnt counts no more
const RETRY_AFTER = '1'; // s

/** Where orders are let in or turned away, before anything is looked up or written for them. */
export type Door = ReturnType<typeof openDoor>;

/**
 * A door with as many places as orders can be expected to end in time (Little's law: those that end in a second,
 * times the seconds that one may take). What is turned away costs next to nothing, so that those inside are served as
 * quickly as without it; what runs already is never touched. When three quarters of the places are taken, nobody who
 * has half of them gets another one. A place is free again when its order is decided or was not written: what is left
 * to do for a confirmed one, for days if need be, keeps nobody out.
 */
export function openDoor({ places, longest }: DoorLimits, now = () => performance.now()) {
  const held = new Map<string, number>();
  const passes = new Map<string, { user: string; since: number }>();
  let limit = places;
  let inside = 0;
  let turnedAway = 0;
  let window = { since: now(), ended: 0, took: 0 };

  const look = () => {
    const at = now();
    const ms = at - window.since;
    if (ms < WINDOW) return;
    if (ms > CALM && inside === 0) limit = places;
    else if (window.ended > 0) {
      const inTime = Math.round((window.ended / ms) * longest);
      const mean = window.took / window.ended;
      if (mean > longest) limit = Math.min(places, Math.max(LEAST, inTime));
      else if (mean < longest / 2) limit = Math.min(places, limit + (limit >> 1));
    }
    window = { since: at, ended: 0, took: 0 };
  };
  const leave = (user: string) => {
    inside -= 1;
    const left = (held.get(user) ?? 0) - 1;
    if (left > 0) held.set(user, left);
    else held.delete(user);
  };
  return {
    /** Takes a place; throws 503 `overloaded` when there is none. */
    enter(user: string): void {
      look();
      const own = held.get(user) ?? 0;
      if (inside >= limit || (inside >= limit * 0.75 && own >= limit / 2)) {
        turnedAway += 1;
        throw refuse.overloaded({}, { 'retry-after': RETRY_AFTER });
      }
      inside += 1;
      held.set(user, own + 1);
    },
    /** Gives a place back for which no order is under way. */
    leave,
    /** An order has been written: it keeps the place until `decided`. */
    started: (order: string, user: string) => void passes.set(order, { user, since: now() }),
    /** An order is confirmed or cancelled, or is not run here any more, or waits for an operator. */
    decided(order: string): void {
      const pass = passes.get(order);
      if (!pass) return;
      passes.delete(order);
      window.ended += 1;
      window.took += now() - pass.since;
      leave(pass.user);
    },
    /** How many orders were turned away. */
    turnedAway: () => turnedAway,
  };
}
