import type { Random } from '@sagashop/saga/simulate/random';
import type { Want } from '@sagashop/shop-world/decide-want';
import type { OrderRows, Pieces } from '@sagashop/shop-world/order-rows';
import { countsOf } from '../../services/order/src/domain/pieces.ts';
import { ACTS, stateAfter } from '../../services/order/src/domain/shipment.ts';

/** What somebody wants of an order next: anything, and mostly what is possible, since else histories never get far. */
export function wantedOf(rows: OrderRows, random: Random): Want {
  const { order, lines, parcels } = rows;
  const pieces = () => piecesOf(rows, random);
  const arrived = lines.some((line) => countsOf(line).delivered > 0);
  if (random.chance(arrived ? 0.6 : 0.1)) return comingBack(rows, random);
  const kind = random.below(40);
  if (kind === 0) return { want: 'cancel' };
  if (kind < 7) return { want: 'cancel-part', pieces: pieces() };
  if (kind < 9) return { want: 'refund', what: { amount: 1 + random.below(Math.max(order.total, 1)) } };
  if (kind < 11) return { want: 'refund', what: { lines: [...pieces()] } };
  if (kind < 17) return { want: 'plan', pieces: random.chance(0.4) ? undefined : pieces() };
  const parcel = random.below(parcels.length || 1);
  const possible = ACTS.filter((act) => parcels[parcel] && stateAfter(parcels[parcel], act));
  const acts = possible.length > 0 && random.chance(0.8) ? possible : ACTS;
  return { want: 'act', parcel, act: acts[random.below(acts.length)]!, again: random.chance(0.7) };
}

function piecesOf({ lines }: OrderRows, random: Random): Pieces {
  const drawn = Array.from({ length: 1 + random.below(2) }, () => {
    const place = random.below(lines.length);
    return [place, { place, quantity: 1 + random.below(lines[place]!.quantity) }] as const;
  });
  return [...new Map(drawn).values()];
}

/** Something is sent back, answered, received, withdrawn from, or that is revoked; or a sweep looks for what is due. */
function comingBack(rows: OrderRows, random: Random): Want {
  const { withdrawals } = rows;
  const kind = random.below(16);
  if (kind < 5) return { want: 'return', pieces: piecesOf(rows, random) };
  if (kind < 13) return decidedOn(rows, random);
  if (kind < 14) return { want: 'withdraw', pieces: random.chance(0.5) ? undefined : piecesOf(rows, random) };
  if (kind < 15) return { want: 'revoke', which: random.below(withdrawals.length || 1) };
  return { want: 'sweep' };
}

function decidedOn({ returns }: OrderRows, random: Random): Want {
  const which = random.below(returns.length || 1);
  const { state, lines = [] } = returns[which] ?? {};
  if (random.chance(0.1)) return { want: 'answer', which, answer: 'refusal' };
  if (state === 'asked' && random.chance(0.9)) return { want: 'answer', which, answer: 'approval' };
  const came = lines.map(({ place, quantity }) => {
    const received = random.chance(0.6) ? quantity : random.below(quantity + 1);
    return { place, received, resellable: random.below(received + 1) };
  });
  return { want: 'receive', which, came };
}
