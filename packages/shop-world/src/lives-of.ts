import { ACTS, countsOf, stateAfter } from '@sagashop/order/simulated';
import type { Random } from '@sagashop/saga/simulate/random';
import type { Wish } from '@sagashop/saga/simulate/world';
import type { Want } from './decide-want.ts';
import type { Pieces } from './order-rows.ts';
import { DAY, type Drawn, type Row, wanting } from './orders.ts';
import { answering, returning, withdrawing } from './returns-of.ts';

/** An order's life after its confirmation takes so many days, at most. */
const MOST_DAYS = 4;

/** What happens to an order later: parts are cancelled, parcels are sent, and something becomes of them, or comes back. */
export function livesOf(random: Random, order: string, lines: Row['lines'], from: number): Wish<Row>[] {
  const isDelivered = random.chance(0.5);
  const days = random.between(isDelivered ? 0.8 : 0.2, MOST_DAYS);
  const count = (isDelivered ? 8 : 3) + random.below(14);
  const moments = Array.from({ length: count }, () => random.between(0, days * DAY));
  moments.sort((a, b) => a - b);
  const first = random.chance(isDelivered ? 0.7 : 0.6)
    ? [planning()]
    : // Else of some of it: the rest can be cancelled while that is sent back.
      [planning([{ place: 0, quantity: 1 }])];
  if (isDelivered) first.push(telling('handover'), telling('delivery'));
  const acts = moments.map((after, nth) => {
    // Now and then two come at once, for the last piece.
    const moment = random.chance(0.2) ? (moments[nth - 1] ?? after) : after;
    const goesBack = isDelivered && random.chance(0.85);
    return {
      after: moment,
      drawn: first[nth] ?? (goesBack ? sendingBack(random, lines) : drawnOf(random, lines)),
    };
  });
  const all = [...acts, ...withdrawing(random, lines, days * DAY)];
  return all.map(({ after, drawn }, nth) => ({
    at: from + after,
    ...wanting(order, `act ${nth + 1} of ${order}`, drawn),
  }));
}

const sendingBack = (random: Random, lines: Row['lines']): Drawn =>
  random.chance(0.4) ? returning(random, lines) : answering(random);

/** The parcel that was planned first is on its way, or delivered. */
const telling = (act: 'handover' | 'delivery'): Drawn => ({
  says: 'tells of a parcel',
  want: () => ({ want: 'act', parcel: 0, act, again: true }),
});

const planning = (pieces?: Pieces): Drawn => ({
  says: 'plans a parcel',
  want: () => ({ want: 'plan', pieces }),
});

function drawnOf(random: Random, lines: Row['lines']): Drawn {
  const place = random.below(lines.length);
  const pieces = [{ place, quantity: 1 + random.below(lines[place]!.quantity) }];
  const kind = random.below(20);
  if (kind < 3) return { says: 'wants a part cancelled', want: () => ({ want: 'cancel-part', pieces }) };
  if (kind < 4) return { says: 'wants a part cancelled', want: restOf };
  if (kind < 7) {
    return planning(random.chance(0.5) ? undefined : pieces);
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
