import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { type AuditCheck, MOST_FAILURES } from '@sagashop/vocabulary/audit-call';
import type { Static } from 'typebox';
import type { NotifyFact } from '../contract.ts';

type Check = Static<typeof AuditCheck>;

/** How many messages were written about orders, and of which kind, sorted by order id. */
export async function factsOf(
  db: Db,
  which: { after?: string; since?: string; orders?: string[]; limit: number },
): Promise<NotifyFact[]> {
  const { after, since, orders, limit } = which;
  return db<NotifyFact[]>`
    select order_id as "order", count(*)::int as messages,
      count(*) filter (where kind = 'confirmed')::int as confirmations,
      count(*) filter (where kind in ('cancelled', 'refunded'))::int as cancellations,
      count(*) filter (where kind = 'refund')::int as refunds,
      count(*) filter (where kind = 'moved')::int as moves,
      count(*) filter (where kind = 'pieces_cancelled')::int as parts,
      count(*) filter (where kind in ('shipped', 'delivered', 'not_delivered', 'sent_back'))::int as parcels,
      count(*) filter (where starts_with(kind, 'return_'))::int as returns,
      count(*) filter (where kind in ('withdrawal_confirmed', 'withdrawal_revoked'))::int as withdrawals
    from messages where true
      ${after === undefined ? db`` : db`and order_id > ${after}`}
      ${since === undefined ? db`` : db`and order_id >= ${since}`}
      ${orders === undefined ? db`` : db`and order_id = any(${uuids(orders)}::uuid[])`}
    group by order_id order by order_id limit ${limit}`;
}

/** Every message says something, to someone. */
export async function messagesSaySomething(db: Db): Promise<Check> {
  const [row] = await db<Check[]>`
    select 'every message has a text' as name, count(*)::int as checked,
      to_json(coalesce((array_agg(id order by id) filter (where btrim(message) = ''))[:${MOST_FAILURES}::int], '{}'))
        as failures
    from messages`;
  return row!;
}

/** Every message since the first that has a mail has its own, one for each order, kind and cause. */
export async function messagesHaveMails(db: Db): Promise<Check> {
  const [row] = await db<Check[]>`
    with judged as (
      select messages.id, mails.id is null or (mails.subject, mails.kind) <> (messages.order_id, messages.kind)
        or mails.cause is distinct from messages.cause as wrong
      from messages left join mails on mails.id = messages.id
      where messages.created_at >= (select created_at from mails order by id limit 1))
    select 'every message has its mail' as name, count(*)::int as checked,
      to_json(coalesce((array_agg(id order by id) filter (where wrong))[:${MOST_FAILURES}::int], '{}')) as failures
    from judged`;
  return row!;
}
