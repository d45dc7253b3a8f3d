import type { Line, Order } from './order.ts';
import { type PartVerdict, partVerdict } from './part.ts';
import { counted, summed } from './pieces.ts';
import type { Refund } from './refund.ts';
import { outcomeOf, type Withdrawal } from './withdrawal.ts';

type Locked = Order & { cancelAsked: string | null };
type Outcome = ReturnType<typeof outcomeOf>;

/**
 * What carrying a withdrawal out comes to. `part`: the pieces that are cancelled; none where nothing is, or where that is all that
 * is left, so that the `whole` order is. `left`: the order's lines without them, of which the rest is sent back.
 */
export interface CarriedOut {
  outcome: Outcome;
  whole: boolean;
  part: Extract<PartVerdict, { kind: 'part' }> | undefined;
  left: readonly Line[];
}

const isGone = ({ status, cancelAsked }: Locked) => status === 'cancelled' || cancelAsked !== null;

/**
 * Decides what a withdrawal comes to, under the lock on its order's row: what is in the shop is cancelled, what its customer has is
 * sent back. Of an order that was cancelled meanwhile nothing is left: undefined. Throws when pieces that were kept back are gone.
 */
export function carriedOut(
  order: Locked,
  lines: readonly Line[],
  refunds: readonly Refund[],
  withdrawal: Pick<Withdrawal, 'lines'>,
): CarriedOut | undefined {
  if (isGone(order)) return undefined;
  const outcome = outcomeOf(withdrawal, lines);
  const { cancelled } = outcome;
  const verdict = cancelled.length > 0 ? partVerdict(order, lines, refunds, cancelled) : undefined;
  if (verdict?.kind === 'not_cancellable') throw new Error('pieces that were kept back are gone');
  const part = verdict?.kind === 'part' ? verdict : undefined;
  const left = part ? counted(lines, { cancelled: 1 }, cancelled) : lines;
  return { outcome, whole: verdict?.kind === 'whole', part, left };
}

/** Of pieces that were on their way when it was carried out: which have reached their customer, and which have not. */
export function reached(
  { returned, underWay }: Pick<Withdrawal, 'returned' | 'underWay'>,
  lines: readonly Line[],
) {
  const now = outcomeOf({ lines: underWay ?? [] }, lines);
  return {
    here: now.returned,
    underWay: now.underWay,
    returned: summed([...(returned ?? []), ...now.returned]),
  };
}

/** Whether a withdrawal can be revoked; `due`: its time is over. */
export const isRevocable = (
  order: Locked,
  { state, due }: Pick<Withdrawal, 'state'> & { due: boolean },
): boolean => state === 'confirmed' && !due && !isGone(order);
