import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import { type Period, REVOCABLE, type Withdrawal, type WithdrawalState } from '../domain/withdrawal.ts';

const columns = (db: Db) => db`
  id, order_id, lines::json as lines, name, by_user as by, state, created_at, due_at, ended_at,
  cancelled::json as cancelled, returned::json as returned,
  under_way::json as under_way, whole`;

/** The withdrawals from these orders, the oldest first, by order. */
export async function withdrawalsOf(db: Db, orders: readonly string[]): Promise<Map<string, Withdrawal[]>> {
  if (orders.length === 0) return new Map();
  const rows = await db<Withdrawal[]>`
    select ${columns(db)} from withdrawals where order_id = any(${uuids(orders)}::uuid[])
    order by order_id, created_at, id`;
  return Map.groupBy(rows, ({ orderId }) => orderId);
}

/** One withdrawal. */
export async function findWithdrawal(db: Db, id: string): Promise<Withdrawal | undefined> {
  const [row] = await db<Withdrawal[]>`select ${columns(db)} from withdrawals where id = ${id}`;
  return row;
}

/** Withdrawals by their ids, in no order. */
export async function withdrawalsAmong(db: Db, ids: readonly string[]): Promise<Withdrawal[]> {
  return db<Withdrawal[]>`select ${columns(db)} from withdrawals where id = any(${uuids(ids)}::uuid[])`;
}

/** One withdrawal from an order that this transaction has locked, and whether the time is over in which it can be revoked. */
export async function withdrawalNow(
  tx: Tx,
  id: string,
): Promise<(Withdrawal & { due: boolean }) | undefined> {
  const [row] = await tx<(Withdrawal & { due: boolean })[]>`
    select ${columns(tx)}, due_at <= clock_timestamp() as due from withdrawals where id = ${id}`;
  return row;
}

/** Withdrawals, newest first: those in a state, those before the id `before` only. */
export function listWithdrawals(
  db: Db,
  which: { state?: WithdrawalState | undefined; before: string | null; limit: number },
): Promise<Withdrawal[]> {
  const { state, before, limit } = which;
  return db<Withdrawal[]>`
    select ${columns(db)} from withdrawals where ${state ? db`state = ${state}` : db`true`}
      and ${before === null ? db`true` : db`id < ${before}`}
    order by id desc limit ${limit}`;
}

/**
 * Until when an order can be withdrawn from: to the end of the so-many-th day after all of it was delivered, as the days are in
 * the shop's zone. The shop's hearing of the delivery counts.
 */
export async function periodOf(
  db: Db,
  order: { id: string; goods?: string | null },
  { days, zone }: { days: number; zone: string },
): Promise<Period> {
  if (order.goods !== 'delivered') return { until: null, over: false };
  const [period] = await db<Period[]>`
    select until, coalesce(until <= now(), false) as over from (
      select (date_trunc('day', max(received_at) at time zone ${zone}) + (${days}::int + 1) * interval '1 day')
        at time zone ${zone} as until
      from shipment_acts where act = 'delivery'
        and shipment in (select id from shipments where order_id = ${order.id})) as delivered`;
  return period!;
}

/** Writes a withdrawal from an order that this transaction has locked; from now on it can be revoked for a day. */
export async function insertWithdrawal(
  tx: Tx,
  { id, orderId, lines, name, by }: Pick<Withdrawal, 'id' | 'orderId' | 'lines' | 'name' | 'by'>,
): Promise<Withdrawal> {
  const [row] = await tx<Withdrawal[]>`
    insert into withdrawals (id, order_id, lines, name, by_user, due_at)
    values (${id}, ${orderId}, ${JSON.stringify(lines)}, ${name}, ${by}, now() + ${REVOCABLE} * interval '1 hour')
    returning ${columns(tx)}`;
  return row!;
}

/** Notes that a withdrawal was revoked; the order is locked. */
export async function saveRevoked(tx: Tx, id: string): Promise<void> {
  await tx`update withdrawals set state = 'revoked', ended_at = now() where id = ${id} and state = 'confirmed'`;
}

type Pieces = { place: number; quantity: number }[];

/** What a withdrawal has come to. */
interface Outcome {
  cancelled: Pieces;
  returned: Pieces;
  underWay: Pieces;
  whole: boolean;
}

/** Notes what a withdrawal has come to; the order is locked. */
export async function saveCarriedOut(
  tx: Tx,
  id: string,
  { cancelled, returned, underWay, whole }: Outcome,
): Promise<void> {
  await tx`
    update withdrawals set state = 'carried_out', ended_at = now(), cancelled = ${JSON.stringify(cancelled)},
      returned = ${JSON.stringify(returned)}, under_way = ${orNull(underWay)}, whole = ${whole}
    where id = ${id} and state = 'confirmed'`;
}

/** Notes which pieces of one that was carried out are sent back by now, and which have still to reach their customer. */
export async function saveReached(
  tx: Tx,
  id: string,
  { returned, underWay }: Pick<Outcome, 'returned' | 'underWay'>,
): Promise<void> {
  await tx`
    update withdrawals set returned = ${JSON.stringify(returned)}, under_way = ${orNull(underWay)} where id = ${id}`;
}

const orNull = (pieces: readonly object[]) => (pieces.length > 0 ? JSON.stringify(pieces) : null);

/**
 * Takes withdrawals that are due, or of which something has still to reach its customer, for so many seconds, at most
 * so many, the oldest first; whoever else does passes them by.
 */
export async function leaseWithdrawals(
  db: Db,
  { most, seconds }: { most: number; seconds: number },
): Promise<Pick<Withdrawal, 'id' | 'orderId'>[]> {
  return db<Pick<Withdrawal, 'id' | 'orderId'>[]>`
    update withdrawals set lease_until = now() + ${seconds} * interval '1 second'
    where id in (
      select id from withdrawals where (state = 'confirmed' or under_way is not null) and due_at <= now() and lease_until < now()
      order by due_at, id limit ${most} for update skip locked)
    returning id, order_id`;
}
