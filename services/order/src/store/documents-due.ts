import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import { hasInvoice, isSettled } from './documents.ts';

/** Before every order's id. */
const NONE = '00000000-0000-0000-0000-000000000000';

interface DueRefund {
  orderId: string;
  refund: string;
}

/** Whether there is anything to be issued or noted of orders before an id; or nothing was said of that for some time. */
export async function hasWork(db: Db, before: string): Promise<boolean> {
  const [row] = await db<{ more: boolean }[]>`
    select caught_up_at < now() - interval '20 seconds'
      or exists (select from orders where id > done_to and id < ${before}::uuid)
      or exists (${decided(db)}) or exists (${settled(db)}) as more
    from document_progress where one`;
  return row?.more ?? true;
}

/**
 * For how many seconds the oldest document has been due: of an order since it was placed, of one that was pending and of a refund
 * since that was noted. 0 where none is.
 */
export async function oldestDue(db: Db): Promise<number> {
  const [row] = await db<{ age: number | null }[]>`
    select extract(epoch from now() - least(
      (select created_at from orders where id > coalesce((select done_to from document_progress where one), ${NONE}::uuid)
        order by id limit 1),
      (select min(due.since) from documents_due as due join orders on orders.id = due.order_id
        where due.refund is null and orders.status <> 'pending'),
      (select min(since) from (${settled(db)}) as asked join documents_due using (order_id, refund))))::float8 as age`;
  return Math.max(0, row?.age ?? 0);
}

const decided = (db: Db) => db`
  select id from documents_due join orders on orders.id = order_id where refund is null and status <> 'pending'`;

const settled = (db: Db) => db`
  select asked.order_id, asked.refund from documents_due as asked join orders on orders.id = asked.order_id
  left join refunds on refunds.order_id = asked.order_id and refunds.id = asked.refund
  where asked.refund is not null and ${isSettled(db)}
    and ${hasInvoice(db)}`;

/** Orders behind the last one that was looked at, before an id, oldest first. */
export async function nextOrders(
  tx: Tx,
  { before, most }: { before: string; most: number },
): Promise<{ id: string; status: string; wasConfirmed: boolean }[]> {
  return tx`
    select id, status, answer_status is not distinct from 201 as was_confirmed from orders
    where id > coalesce((select done_to from document_progress where one), ${NONE}::uuid) and id < ${before}::uuid
    order by id limit ${most}`;
}

/** Notes how far orders were looked at, and whether that is as far as there are any. */
export async function saveDone(tx: Tx, to: string | undefined, caughtUp: boolean): Promise<void> {
  await tx`
    insert into document_progress (done_to, caught_up_at)
    values (${to ?? NONE}::uuid, case when ${caughtUp} then now() else '-infinity' end)
    on conflict (one) do update set done_to = coalesce(${to ?? null}::uuid, document_progress.done_to),
      caught_up_at = case when ${caughtUp} then now() else document_progress.caught_up_at end`;
}

/** Notes orders that are pending (`refund` is null), and refunds that will want a credit note. */
export async function noteDue(
  tx: Tx,
  due: readonly { orderId: string; refund: string | null }[],
): Promise<void> {
  if (due.length === 0) return;
  await tx`
    insert into documents_due (order_id, refund)
    select * from unnest(${uuids(due.map(({ orderId }) => orderId))}::uuid[],
      ${uuids(due.map(({ refund }) => refund))}::uuid[])
    on conflict do nothing`;
}

/** Orders that were pending when they were looked at, and are decided by now. */
export async function decidedOrders(db: Db, most: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`${decided(db)} order by id limit ${most}`;
  return rows.map(({ id }) => id);
}

/** Refunds that are settled, of orders that have their invoices, in the order in which they were noted. */
export async function settledRefunds(db: Db, most: number): Promise<DueRefund[]> {
  return db<DueRefund[]>`${settled(db)} order by since, asked.order_id, asked.refund limit ${most}`;
}

/** Forgets what was done. */
export async function forgetDue(
  tx: Tx,
  done: readonly { orderId: string; refund: string | null }[],
): Promise<void> {
  if (done.length === 0) return;
  await tx`
    delete from documents_due using unnest(${uuids(done.map(({ orderId }) => orderId))}::uuid[],
      ${uuids(done.map(({ refund }) => refund))}::uuid[]) as done (order_id, refund)
    where documents_due.order_id = done.order_id and documents_due.refund is not distinct from done.refund`;
}
