import { type Account, available } from './account.ts';

export type HoldState = 'held' | 'captured' | 'released' | 'refused' | 'refunded';
export type Refused = 'insufficient_funds' | 'expired' | 'undone' | 'more_than_captured';

/** What is remembered of an order. Without a user it is a tombstone: the release came before the hold. */
export interface Hold {
  orderId: string;
  userId: string | null;
  amount: number;
  state: HoldState;
  /** Why it was refused; null otherwise. */
  reason: string | null;
}

/** What a command comes to, with the rows that it changes as they are afterwards. */
export interface Decision {
  outcome: 'done' | Refused;
  hold?: Hold;
  account?: Account;
  refund?: Refund;
}

/** A part of an order's payment that goes back, or all of it: once for each cause. */
export interface Refund {
  orderId: string;
  /** What it is given for; the order itself when it was cancelled as a whole. */
  cause: string;
  userId: string;
  amount: number;
}

/** The two entries of a refund's transfer, from the shop's sales to its customer. */
export function sidesOf({ userId, amount }: Refund) {
  const kind = 'refund' as const;
  return [
    { account: 'customer', user: userId, kind, amount },
    { account: 'sales', user: null, kind, amount: 0 - amount },
  ];
}

/** From each state, the state after a command; null where the command breaks the rules. */
export const transitions: Record<HoldState, Record<'release' | 'capture' | 'refund', HoldState | null>> = {
  held: { release: 'released', capture: 'captured', refund: null },
  captured: { release: null, capture: 'captured', refund: 'refunded' },
  released: { release: 'released', capture: null, refund: null },
  refused: { release: 'refused', capture: null, refund: null },
  refunded: { release: null, capture: 'refunded', refund: 'refunded' },
};

/** Sets an order's money aside, once. Throws when the order had asked for something else before. */
export function holdMoney(
  known: Hold | undefined,
  account: Account,
  wanted: { orderId: string; amount: number },
  late: boolean,
): Decision {
  if (known) return { outcome: repeated(known, account.userId, wanted.amount) };
  const refuse = (reason: 'insufficient_funds' | 'expired'): Decision => ({
    outcome: reason,
    hold: { ...wanted, userId: account.userId, state: 'refused', reason },
  });
  if (late) return refuse('expired');
  if (available(account) < wanted.amount) return refuse('insufficient_funds');
  return {
    outcome: 'done',
    hold: { ...wanted, userId: account.userId, state: 'held', reason: null },
    account: { ...account, held: account.held + wanted.amount },
  };
}

function repeated(known: Hold, userId: string, amount: number): Decision['outcome'] {
  if (known.state === 'released') return 'undone';
  if (known.userId !== userId || known.amount !== amount)
    throw new Error('the order has asked for another hold before');
  return known.state === 'refused' ? (known.reason as Refused) : 'done';
}

/** Gives an order's money back, or forbids a hold that has not come yet. Throws when it is captured. */
export function releaseMoney(known: Hold | undefined, account: Account | null, orderId: string): Decision {
  if (!known) {
    return { outcome: 'done', hold: { orderId, userId: null, amount: 0, state: 'released', reason: null } };
  }
  const state = transitions[known.state].release;
  if (!state) throw new Error(`a payment that is ${known.state} is not released`);
  if (state === known.state) return { outcome: 'done' };
  return { outcome: 'done', hold: { ...known, state }, account: withoutHold(known, account) };
}

/** Turns an order's hold into a payment. Throws when nothing is held for the order. */
export function captureMoney(known: Hold | undefined, account: Account | null): Decision {
  const state = known && transitions[known.state].capture;
  if (!known || !state) throw new Error(`nothing is held for the order (${known?.state ?? 'unknown'})`);
  if (state === known.state) return { outcome: 'done' };
  const rest = withoutHold(known, account);
  return {
    outcome: 'done',
    hold: { ...known, state },
    account: { ...rest, balance: rest.balance - known.amount },
  };
}

/** Gives back what is left of a payment, for good. Throws when nothing was captured for the order. */
export function refundMoney(
  known: Hold | undefined,
  account: Account | null,
  earlier: readonly Refund[] = [],
): Decision {
  const state = known && transitions[known.state].refund;
  if (!known || !state) throw new Error(`nothing was captured for the order (${known?.state ?? 'unknown'})`);
  if (state === known.state) return { outcome: 'done' };
  const hold = { ...known, state };
  const left = known.amount - sumOf(earlier);
  // Nothing is left to write about, unless the whole payment was of nothing.
  if (left === 0 && earlier.length > 0) return { outcome: 'done', hold };
  return { ...repaid(known, account, { cause: known.orderId, amount: left }), hold };
}

/**
 * Gives a part of a payment back, once for each cause. What is still held is captured by it: an order that gives
 * money back is behind its pivot, so that its capture is on its way. Throws when nothing was paid for the order, or
 * when the cause had asked for another amount before.
 */
export function refundOfPart(
  known: Hold | undefined,
  account: Account | null,
  earlier: readonly Refund[],
  wanted: { cause: string; amount: number },
): Decision {
  const same = earlier.find(({ cause }) => cause === wanted.cause);
  if (same && same.amount !== wanted.amount) throw new Error('the cause has asked for another refund before');
  if (same) return { outcome: 'done' };
  const capture = captureMoney(known, account);
  if (wanted.amount === 0) return capture;
  const { amount, state } = capture.hold ?? known!;
  if (state === 'refunded' || wanted.amount > amount - sumOf(earlier))
    return { outcome: 'more_than_captured' };
  return { ...capture, ...repaid(known!, capture.account ?? account, wanted) };
}

function repaid(
  { orderId }: Hold,
  account: Account | null,
  { cause, amount }: { cause: string; amount: number },
): Decision & { refund: Refund } {
  if (!account) throw new Error('the payment has no account to go back to');
  return {
    outcome: 'done',
    account: { ...account, balance: account.balance + amount },
    refund: { orderId, cause, userId: account.userId, amount },
  };
}

const sumOf = (refunds: readonly Refund[]) => refunds.reduce((sum, { amount }) => sum + amount, 0);

function withoutHold(hold: Hold, account: Account | null): Account {
  if (!account || account.held < hold.amount)
    throw new Error('the account does not hold what its order does');
  return { ...account, held: account.held - hold.amount };
}
