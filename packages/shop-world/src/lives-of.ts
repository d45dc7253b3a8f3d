import { ACTS, countsOf, stateAfter } from '@sagashop/order/simulated';
import type { Random } from '@sagashop/saga/simulate/random';
import type { Wish } from '@sagashop/saga/simulate/world';
import type { Want } from './decide-want.ts';
import { type Row, wanting } from './orders.ts';

/** What takes a day in the shop takes so long here, simulated ms: shortened, as all that the world waits for is. */
const DAY = 600;
/** An order's life after its confirmation takes so many days, at most. */
const MOST_DAYS = 4;

interface Drawn {
  readonly says: string;
  want(row: Row): Want | undefined;
}

/** What happens to an order later: parts of it are cancelled, parcels are sent, and something becomes of them. */
export function livesOf(random: Random, order: string, lines: Row['lines'], from: number): Wish<Row>[] {
  const days = random.between(0.2, MOST_DAYS);
  const moments = Array.from({ length: 3 + random.below(14) }, () => random.between(0, days * DAY));
  moments.sort((a, b) => a - b);
  return moments.map((after, nth) => {
    // Now and then two come at once, for the last piece.
    const moment = random.chance(0.2) ? (moments[nth - 1] ?? after) : after;
    const drawn = nth === 0 && random.chance(0.6) ? PARCEL_OF_ALL : drawnOf(random, lines);
    return { at: from + moment, ...wanting(order, `act ${nth + 1} of ${order}`, drawn) };
  });
}

const PARCEL_OF_ALL: Drawn = { says: 'plans a parcel', want: () => ({ want: 'plan', pieces: undefined }) };

function drawnOf(random: Random, lines: Row['lines']): Drawn {
  const place = random.below(lines.length);
  const pieces = [{ place, quantity: 1 + random.below(lines[place]!.quantity) }];
  const kind = random.below(20);
  if (kind < 3) return { says: 'wants a part cancelled', want: () => ({ want: 'cancel-part', pieces }) };
  if (kind < 4) return { says: 'wants a part cancelled', want: restOf };
  if (kind < 7) {
    const wanted = random.chance(0.5) ? undefined : pieces;
    return { says: 'plans a parcel', want: () => ({ want: 'plan', pieces: wanted }) };
  }
  return { says: 'tells of a parcel', want: actOf(random) };
}

/** All that has neither left nor been cancelled. */
function restOf({ lines }: Row): Want | undefined {
  const pieces = lines.flatMap((line, place) => {
    const { cancelled, shipped } = countsOf(line);
    const quantity = line.quantity - cancelled - shipped;
    return quantity > 0 ? [{ place, quantity }] : [];
  });
  return pieces.length > 0 ? { want: 'cancel-part', pieces } : undefined;
}

/** Mostly what a parcel's state allows: who is refused all the way never gets far. */
function actOf(random: Random): Drawn['want'] {
  const [which, what, again] = [random.next(), random.next(), random.chance(0.8)];
  const isPossible = random.chance(0.9);
  return ({ parcels }) => {
    const parcel = Math.floor(which * parcels.length);
    const known = parcels[parcel];
    const acts = ACTS.filter((act) => !isPossible || (known && stateAfter(known, act)));
    const act = acts[Math.floor(what * acts.length)];
    return act && { want: 'act', parcel, act, again };
  };
}
