import type { Tx } from '@sagashop/chassis/postgres/sql';
import type { Turn } from '@sagashop/chassis/work/participant';
import { type Books, openBooks } from '../domain/books.ts';
import { lockAccounts, saveAccounts } from '../store/accounts.ts';
import { insertCaptures, insertRefunds, refundsOf } from '../store/entries.ts';
import { endHolds, insertHolds, lockHolds } from '../store/holds.ts';

/** What commands are about, each list sorted; `refunds` are orders too. */
export interface Whose {
  orders: string[];
  users: string[];
  refunds: string[];
}

/**
 * Locks what these orders and users have, lets `decide` change it in memory, saves it: two round trips for
 * any number of commands. Throws RunAgain when another process has written one of the orders meanwhile.
 */
export async function keepBooks<T>(
  tx: Tx,
  whose: Whose,
  { now, last }: Turn,
  decide: (books: Books, now: number) => T,
): Promise<T> {
  const [books, at] = await Promise.all([lockBooks(tx, whose), now]);
  const result = decide(books, at);
  last();
  await save(tx, books);
  return result;
}

/** Locks what these orders and users have. */
export async function lockBooks(tx: Tx, whose: Whose): Promise<Books> {
  const [holds, accounts, refunds] = await Promise.all([
    lockHolds(tx, whose.orders),
    lockAccounts(tx, whose),
    // Sent behind the lock on the holds: nobody else adds to them meanwhile.
    whose.refunds.length > 0 ? refundsOf(tx, whose.refunds) : [],
  ]);
  return openBooks(holds, accounts, refunds);
}

async function save(tx: Tx, books: Books): Promise<void> {
  const { newHolds, released, captured, refunded, payments, repayments, accounts } = books.changes();
  await Promise.all([
    newHolds.length > 0 && insertHolds(tx, newHolds),
    released.length > 0 && endHolds(tx, 'released', released),
    captured.length > 0 && endHolds(tx, 'captured', captured),
    refunded.length > 0 && endHolds(tx, 'refunded', refunded),
    accounts.length > 0 && saveAccounts(tx, accounts),
    payments.length > 0 && insertCaptures(tx, payments),
    // Sent behind the captures, which their trigger looks for.
    repayments.length > 0 && insertRefunds(tx, repayments),
  ]);
}
