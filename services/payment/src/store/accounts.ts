import { ints, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import { type Account, MAX_BALANCE } from '../domain/account.ts';
import { allWritten } from './all-written.ts';

export async function findAccount(db: Db, userId: string): Promise<Account | undefined> {
  const [row] = await db<Account[]>`
    select user_id, balance, held from accounts where user_id = ${userId}`;
  return row;
}

/**
 * Locks the accounts of these users, of the users for whose orders something is held, and of those who get
 * money back. Sent right behind the lock on the holds, without waiting for it: the server starts it after that
 * lock is granted, so it sees the holds as they are then, and a round trip is saved.
 */
export async function lockAccounts(
  tx: Tx,
  whose: { users: readonly string[]; orders: readonly string[]; refunds: readonly string[] },
): Promise<Account[]> {
  const { users, orders, refunds } = whose;
  // Only batches with refunds look for captured holds: they are few, and the others stay as cheap as they are.
  const repaid = tx`
      union select user_id from holds
      where order_id = any(${uuids(refunds)}::uuid[]) and state = 'captured'`;
  return tx<Account[]>`
    select user_id, balance, held from accounts where user_id = any(array(
      select * from unnest(${uuids(users)}::uuid[])
      union select user_id from holds
      where order_id = any(${uuids(orders)}::uuid[]) and state = 'held'
      ${refunds.length > 0 ? repaid : tx``}))
    order by user_id for update`;
}

/** Writes locked accounts. The transaction fails unless all are there. */
export async function saveAccounts(tx: Tx, accounts: readonly Account[]): Promise<void> {
  await tx`
    with changed as (
      update accounts set balance = new.balance, held = new.held
      from unnest(${uuids(accounts.map((account) => account.userId))}::uuid[], ${ints(accounts.map((account) => account.balance))}::bigint[],
        ${ints(accounts.map((account) => account.held))}::bigint[]) as new (user_id, balance, held)
      where accounts.user_id = new.user_id returning 1
    ) ${allWritten(tx, accounts.length)}`;
}

/**
 * Adds to a balance, or takes from it, opening the account with the first money; undefined when it would become too large or
 * less than what is held, or is closed.
 */
export async function addToBalance(tx: Tx, userId: string, amount: number): Promise<Account | undefined> {
  if (amount < 0) return takeFromBalance(tx, userId, -amount);
  const [row] = await tx<Account[]>`
    insert into accounts as a (user_id, balance) values (${userId}, ${amount})
    on conflict (user_id) do update set balance = a.balance + excluded.balance
    where a.balance + excluded.balance <= ${MAX_BALANCE} and a.closed_by is null
    returning user_id, balance, held`;
  return row;
}

async function takeFromBalance(tx: Tx, userId: string, amount: number): Promise<Account | undefined> {
  const [row] = await tx<Account[]>`
    update accounts set balance = balance - ${amount}
    where user_id = ${userId} and balance - ${amount} >= held and closed_by is null
    returning user_id, balance, held`;
  return row;
}

export async function isClosed(db: Db, userId: string): Promise<boolean> {
  const rows = await db`select from accounts where user_id = ${userId} and closed_by is not null`;
  return rows.length > 0;
}

/** Which of these users have an account that nobody has closed, so had money once, in their order. */
export async function haveAccounts(db: Db, users: readonly string[]): Promise<boolean[]> {
  const rows = await db<{ there: boolean }[]>`
    select exists (select from accounts
      where user_id = asked.id and (closed_by is null or balance <> 0 or held <> 0)) as there
    from unnest(${uuids(users)}::uuid[]) with ordinality as asked (id, place) order by place`;
  return rows.map(({ there }) => there);
}

/** Closes an account for a run of a departure; false when there is money on it, or a newer run was here. */
export async function closeAccount(db: Db, userId: string, run: string): Promise<boolean> {
  const { count } = await db`
    insert into accounts as a (user_id, balance, closed_by) values (${userId}, 0, ${run})
    on conflict (user_id) do update set closed_by = excluded.closed_by
    where a.balance = 0 and a.held = 0 and (a.closed_by is null or a.closed_by <= excluded.closed_by)`;
  return count > 0;
}

/** Opens an account again that this run of a departure, or one before it, has closed. */
export async function reopenAccount(db: Db, userId: string, run: string): Promise<void> {
  await db`update accounts set closed_by = null where user_id = ${userId} and closed_by <= ${run}`;
}
