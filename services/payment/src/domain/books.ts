import { type Account, emptyAccount } from './account.ts';
import type { Decision, Hold, HoldState, Refund } from './hold.ts';

/** The rows that a batch has locked, in memory: read by each decision, changed by it, saved once at the end. */
export interface Books {
  hold(orderId: string): Hold | undefined;
  account(userId: string): Account;
  /** The account behind an order's hold; null for an order that has none. */
  accountOf(orderId: string): Account | null;
  /** What has gone back of an order's payment. */
  refundsOf(orderId: string): readonly Refund[];
  put(decision: Decision): void;
  changes(): Changes;
}

/** What a batch has changed, each list sorted by its key. */
export interface Changes {
  newHolds: Hold[];
  /** Order ids of saved holds that are now in another state. */
  released: string[];
  captured: string[];
  refunded: string[];
  /** Holds that became payments, new ones too. */
  payments: Hold[];
  /** What goes back of payments. */
  repayments: Refund[];
  accounts: Account[];
}

export function openBooks(
  heldRows: readonly Hold[],
  accountRows: readonly Account[],
  refundRows: readonly Refund[] = [],
): Books {
  const savedHolds = new Map(heldRows.map((row) => [row.orderId, row]));
  const savedAccounts = new Map(accountRows.map((row) => [row.userId, row]));
  const holds = new Map(savedHolds);
  const accounts = new Map(savedAccounts);
  const refunds = [...refundRows];
  const account = (userId: string) => accounts.get(userId) ?? emptyAccount(userId);
  return {
    account,
    hold: (orderId) => holds.get(orderId),
    accountOf: (orderId) => {
      const userId = holds.get(orderId)?.userId;
      return userId ? account(userId) : null;
    },
    refundsOf: (orderId) => refunds.filter((refund) => refund.orderId === orderId),
    put: (decision) => {
      if (decision.hold) holds.set(decision.hold.orderId, decision.hold);
      if (decision.account) accounts.set(decision.account.userId, decision.account);
      if (decision.refund) refunds.push(decision.refund);
    },
    changes: () => {
      const changed = [...holds.values()]
        .filter((hold) => savedHolds.get(hold.orderId) !== hold)
        .sort((a, b) => (a.orderId < b.orderId ? -1 : 1));
      const ended = (state: HoldState) =>
        changed
          .filter((hold) => hold.state === state && savedHolds.has(hold.orderId))
          .map((hold) => hold.orderId);
      return {
        newHolds: changed.filter((hold) => !savedHolds.has(hold.orderId)),
        released: ended('released'),
        captured: ended('captured'),
        refunded: ended('refunded'),
        // What a batch captures and gives back in one go has both transfers all the same.
        payments: changed.filter((hold) => isPaid(hold) && !isPaid(savedHolds.get(hold.orderId))),
        repayments: refunds.slice(refundRows.length).sort((a, b) => (a.orderId < b.orderId ? -1 : 1)),
        accounts: [...accounts.values()]
          .filter((now) => differs(now, savedAccounts.get(now.userId) ?? emptyAccount(now.userId)))
          .sort((a, b) => (a.userId < b.userId ? -1 : 1)),
      };
    },
  };
}

function isPaid(hold: Hold | undefined): boolean {
  return hold?.state === 'captured' || hold?.state === 'refunded';
}

function differs(a: Account, b: Account): boolean {
  return a.balance !== b.balance || a.held !== b.held;
}
