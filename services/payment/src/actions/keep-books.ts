import { RunAgain } from '@sagashop/chassis/batch';
import type { Tx } from '@sagashop/chassis/postgres';
import { type Books, openBooks } from '../domain/books.ts';
import { lockAccounts, saveAccounts } from '../store/accounts.ts';
import { insertCaptures, insertRefunds } from '../store/entries.ts';
import { endHolds, insertHolds, lockHolds } from '../store/holds.ts';

/**
 * Locks what these orders and users have, lets `decide` change it in memory, saves it: two round trips for
 * any number of commands. Throws RunAgain when another process has written one of the orders meanwhile.
 */
export async function keepBooks<T>(
  tx: Tx,
  whose: { orders: string[]; users: string[]; refunds: string[] },
  now: Promise<number>,
  decide: (books: Books, now: number) => T,
): Promise<T> {
  const [holds, accounts, at] = await Promise.all([
    lockHolds(tx, whose.orders),
    lockAccounts(tx, whose),
    now,
  ]);
  const books = openBooks(holds, accounts);
  const result = decide(books, at);
  await save(tx, books);
  return result;
}

async function save(tx: Tx, books: Books): Promise<void> {
  const { newHolds, released, captured, refunded, payments, repayments, accounts } = books.changes();
  const [inserted, ...updated] = await Promise.all([
    newHolds.length > 0 ? insertHolds(tx, newHolds) : 0,
    released.length > 0 ? endHolds(tx, 'released', released) : 0,
    captured.length > 0 ? endHolds(tx, 'captured', captured) : 0,
    refunded.length > 0 ? endHolds(tx, 'refunded', refunded) : 0,
    accounts.length > 0 ? saveAccounts(tx, accounts) : 0,
    payments.length > 0 ? insertCaptures(tx, payments) : undefined,
    // Sent behind the captures, which their trigger looks for.
    repayments.length > 0 ? insertRefunds(tx, repayments) : undefined,
  ]);
  if (inserted < newHolds.length) throw new RunAgain();
  const expected = [released.length, captured.length, refunded.length, accounts.length];
  if (expected.some((count, index) => count !== updated[index])) throw new Error('a locked row has changed');
}
