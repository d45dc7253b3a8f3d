import { ints, texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { type Hold, type Refund, sidesOf } from '../domain/hold.ts';

/** One side of a transfer, as its customer sees it. */
export interface Entry {
  transferId: string;
  kind: 'deposit' | 'capture' | 'refund' | 'adjustment';
  /** The order whose payment a refund gives back. */
  refunds: string | null;
  amount: number;
  createdAt: Date;
  /** Why staff have adjusted the balance. */
  reason: string | null;
}

/** Writes the transfer of each captured hold, from its customer to the shop's sales. */
export async function insertCaptures(tx: Tx, holds: readonly Hold[]): Promise<void> {
  await tx`
    insert into entries (transfer_id, kind, account, user_id, amount)
    select paid.order_id, 'capture', side.account, side.user_id, side.amount
    from unnest(${uuids(holds.map((hold) => hold.orderId))}::uuid[],
      ${uuids(holds.map((hold) => hold.userId))}::uuid[],
      ${ints(holds.map((hold) => hold.amount))}::bigint[]) as paid (order_id, user_id, amount),
      lateral (values ('customer', paid.user_id, -paid.amount), ('sales', null, paid.amount))
        as side (account, user_id, amount)`;
}

/** What has gone back of these orders' payments. */
export async function refundsOf(db: Db, orders: readonly string[]): Promise<Refund[]> {
  return db<Refund[]>`
    select refunds as order_id, coalesce(cause, refunds) as cause, user_id, amount from entries
    where refunds = any(${uuids(orders)}::uuid[]) and account = 'customer'`;
}

/**
 * Writes the transfer of each refund, from the shop's sales to its customer. A whole one has no cause but its order,
 * which is not said again.
 */
export async function insertRefunds(tx: Tx, refunds: readonly Refund[]): Promise<void> {
  const sides = refunds.flatMap((refund) => {
    const { orderId, cause } = refund;
    const transfer = { id: newId(), orderId, cause: cause === orderId ? null : cause };
    return sidesOf(refund).map((side) => ({ ...transfer, ...side }));
  });
  await tx`
    insert into entries (transfer_id, kind, account, user_id, amount, refunds, cause)
    select * from unnest(${uuids(sides.map(({ id }) => id))}::uuid[], ${texts(sides.map(({ kind }) => kind))}::text[],
      ${texts(sides.map(({ account }) => account))}::text[], ${uuids(sides.map(({ user }) => user))}::uuid[],
      ${ints(sides.map(({ amount }) => amount))}::bigint[], ${uuids(sides.map(({ orderId }) => orderId))}::uuid[],
      ${uuids(sides.map(({ cause }) => cause))}::uuid[])`;
}

/** Writes the transfer of one deposit, from the shop's deposits to a customer. */
export async function insertDeposit(
  tx: Tx,
  deposit: { id: string; userId: string; amount: number },
): Promise<void> {
  const { id, userId, amount } = deposit;
  await tx`
    insert into entries (transfer_id, kind, account, user_id, amount) values
      (${id}, 'deposit', 'customer', ${userId}, ${amount}),
      (${id}, 'deposit', 'deposits', null, ${-amount})`;
}

/** Writes the transfer of one adjustment, between the shop's adjustments and a customer. */
export async function insertAdjustment(
  tx: Tx,
  adjustment: { id: string; userId: string; amount: number; reason: string },
): Promise<void> {
  const { id, userId, amount, reason } = adjustment;
  await tx`
    insert into entries (transfer_id, kind, account, user_id, amount, reason) values
      (${id}, 'adjustment', 'customer', ${userId}, ${amount}, ${reason}),
      (${id}, 'adjustment', 'adjustments', null, ${-amount}, ${reason})`;
}

/** A customer's entries, newest first, those older than `before` only. */
export async function entriesOf(
  db: Db,
  userId: string,
  options: { limit: number; before?: { at: Date; id: string } | undefined },
): Promise<Entry[]> {
  const { limit, before } = options;
  return db<Entry[]>`
    select transfer_id, kind, refunds, amount, created_at, reason from entries where user_id = ${userId}
    ${before ? db`and (created_at, transfer_id) < (${before.at}, ${before.id})` : db``}
    order by created_at desc, transfer_id desc limit ${limit}`;
}
