import { ints, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { Hold } from '../domain/hold.ts';

/** One side of a transfer, as its customer sees it. */
export interface Entry {
  transferId: string;
  kind: 'deposit' | 'capture' | 'refund';
  /** The order whose payment a refund gives back. */
  refunds: string | null;
  amount: number;
  createdAt: Date;
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

/** Writes the transfer that gives each of these payments back: from the shop's sales to its customer. */
export async function insertRefunds(tx: Tx, holds: readonly Hold[]): Promise<void> {
  await tx`
    insert into entries (transfer_id, kind, account, user_id, amount, refunds)
    select repaid.id, 'refund', side.account, side.user_id, side.amount, repaid.order_id
    from unnest(${uuids(holds.map(() => newId()))}::uuid[], ${uuids(holds.map((hold) => hold.orderId))}::uuid[],
      ${uuids(holds.map((hold) => hold.userId))}::uuid[],
      ${ints(holds.map((hold) => hold.amount))}::bigint[]) as repaid (id, order_id, user_id, amount),
      lateral (values ('customer', repaid.user_id, repaid.amount), ('sales', null, -repaid.amount))
        as side (account, user_id, amount)`;
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

/** A customer's entries, newest first, those older than `before` only. */
export async function entriesOf(
  db: Db,
  userId: string,
  options: { limit: number; before?: { at: Date; id: string } | undefined },
): Promise<Entry[]> {
  const { limit, before } = options;
  return db<Entry[]>`
    select transfer_id, kind, refunds, amount, created_at from entries where user_id = ${userId}
    ${before ? db`and (created_at, transfer_id) < (${before.at}, ${before.id})` : db``}
    order by created_at desc, transfer_id desc limit ${limit}`;
}
