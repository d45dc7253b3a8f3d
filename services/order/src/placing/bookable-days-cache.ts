import type { Peers } from '@sagashop/chassis/service/calls';
import { bookableDays } from '@sagashop/delivery/contract';

/** ms: so often delivery is asked anew, should its clock have been set. */
const FRESH = 60_000;
/** ms: so long it is not asked again after it did not answer. */
const PAUSE = 1000;

/** The days that can be booked; undefined when delivery does not say. A promise only when they are not known yet. */
export type BookableDays = () => readonly string[] | undefined | Promise<readonly string[] | undefined>;

/**
 * The days that delivery books, by its own clock: whatever this process's clock says, a day that is listed can be
 * ordered. Asked once for all orders, and again after midnight there; measured by a clock that nobody sets. When
 * delivery is away nobody knows: then it judges when it books.
 */
export function bookableDaysCache(peers: Peers, now: () => number = () => performance.now()): BookableDays {
  let known: { days: readonly string[] | undefined; until: number; fresh: number } | undefined;
  let asking: Promise<readonly string[] | undefined> | undefined;
  const ask = async () => {
    const asked = now();
    try {
      const { days, changeIn } = await peers.ask(bookableDays, {});
      known = { days, until: asked + changeIn, fresh: asked + FRESH };
    } catch {
      if (!known || known.until <= now())
        known = { days: undefined, until: now() + PAUSE, fresh: now() + PAUSE };
      else known.fresh = now() + PAUSE;
    }
    asking = undefined;
    return known.days;
  };
  return () => {
    const at = now();
    if (!known || known.until <= at) return (asking ??= ask());
    if (known.fresh <= at) asking ??= ask();
    return known.days;
  };
}
