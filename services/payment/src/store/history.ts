import type { Db } from '@sagashop/chassis/postgres/sql';
import type { HoldState } from '../domain/hold.ts';

/** The money that was set aside for an order, or was refused. */
interface HeldMoney {
  userId: string;
  amount: number;
  state: HoldState;
  reason: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** One side of a transfer of an order's money. */
export interface OrderEntry {
  transferId: string;
  kind: 'capture' | 'refund';
  cause: string | null;
  account: string;
  userId: string | null;
  amount: number;
  createdAt: Date;
}

/** What was held for an order; undefined where nothing was ever asked for. */
export async function heldFor(db: Db, order: string): Promise<HeldMoney | undefined> {
  const [held] = await db<HeldMoney[]>`
    select user_id, amount, state, reason, created_at, updated_at from holds
    where order_id = ${order} and user_id is not null`;
  return held;
}

/** Both sides of each transfer of an order's money, the oldest first. */
export async function entriesOfOrder(db: Db, order: string): Promise<OrderEntry[]> {
  return db<OrderEntry[]>`
    select transfer_id, kind, null::uuid as cause, account, user_id, amount, created_at from entries
    where transfer_id = ${order} and kind = 'capture'
    union all
    select transfer_id, kind, coalesce(cause, refunds) as cause, account, user_id, amount, created_at from entries
    where refunds = ${order}
    order by created_at, transfer_id, account`;
}
