import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { Return } from '../domain/return.ts';
import { type Days, remindedBefore } from '../domain/return-term.ts';

interface Term {
  /** How many days after it was approved goods have to be here. */
  comeDays: number;
  zone: string;
}

/** The day by whose end goods have to be here whose return is approved now, in the shop's zone. */
export async function comeByOf(db: Db, { comeDays, zone }: Term): Promise<string> {
  const [row] = await db<{ day: string }[]>`
    select ((now() at time zone ${zone})::date + ${comeDays}::int)::text as day`;
  return row!.day;
}

/** The days by which it is judged now whether goods have still to come. */
export async function daysNow(db: Db, { comeDays, zone }: Term): Promise<Days> {
  const [days] = await db<Days[]>`
    select today::text, (today + ${remindedBefore(comeDays)}::int)::text as soon
    from (select (now() at time zone ${zone})::date as today) as clock`;
  return days!;
}

/**
 * Takes returns of which something is due, for so many seconds, at most so many: they have no day yet by which their goods have
 * to be here, are to be reminded of, or are over. Whoever else does passes them by.
 */
export async function leaseReturns(
  db: Db,
  { comeDays, zone }: Term,
  { most, seconds }: { most: number; seconds: number },
): Promise<Pick<Return, 'id' | 'orderId'>[]> {
  const today = db`(now() at time zone ${zone})::date`;
  return db<Pick<Return, 'id' | 'orderId'>[]>`
    update returns set lease_until = now() + ${seconds} * interval '1 second'
    where id in (
      select id from returns
      where state = 'approved' and lease_until < now() and (come_by is null or come_by < ${today}
        or (reminded_at is null and come_by <= ${today} + ${remindedBefore(comeDays)}::int))
      order by id limit ${most} for update skip locked)
    returning id, order_id`;
}

/** Gives a return of a locked order its day. */
export async function saveComeBy(tx: Tx, id: string, day: string): Promise<void> {
  await tx`update returns set come_by = ${day}::date where id = ${id} and come_by is null`;
}

/** Notes that the customer of a return was reminded; its order is locked. */
export async function saveReminded(tx: Tx, id: string): Promise<void> {
  await tx`update returns set reminded_at = now() where id = ${id} and reminded_at is null`;
}
