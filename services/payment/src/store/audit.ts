import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { type AuditCheck, among, MOST_FAILURES, type Newer } from '@sagashop/vocabulary/audit-call';
import type { Static } from 'typebox';
import type { PaymentFact } from '../contract.ts';

type Fact = Static<typeof PaymentFact>;

type Check = Static<typeof AuditCheck>;

/** What is known of orders, sorted by order id. */
export async function factsOf(
  db: Db,
  which: { after?: string; since?: string; orders?: string[]; limit: number },
): Promise<Fact[]> {
  const { after, since, orders, limit } = which;
  return db<Fact[]>`
    select h.order_id as "order", h.state, h.user_id as user, h.amount, paid.captured, paid.captures,
      repaid.refunded, repaid.refunds, repaid.causes
    from holds h, lateral (
      select coalesce(-sum(amount), 0)::bigint as captured, count(*)::int as captures from entries
      where transfer_id = h.order_id and kind = 'capture' and account = 'customer') as paid, lateral (
      select coalesce(sum(amount), 0)::bigint as refunded, count(*)::int as refunds,
        json_agg(json_build_object('cause', coalesce(cause, refunds), 'amount', amount) order by created_at) as causes
      from entries
      where refunds = h.order_id and account = 'customer') as repaid
    where true
      ${after === undefined ? db`` : db`and h.order_id > ${after}`}
      ${since === undefined ? db`` : db`and h.order_id >= ${since}`}
      ${orders === undefined ? db`` : db`and h.order_id = any(${uuids(orders)}::uuid[])`}
    order by h.order_id limit ${limit}`;
}

/**
 * The service's own checks. Each is one statement, so each is right whatever is being paid meanwhile. With
 * `since` only those that judge transfer by transfer, of newer orders and of those named.
 */
export function checksOf(db: Db, newer: Newer = {}): Promise<Check[]> {
  const each = [
    transfersBalance(db, newer),
    capturesFollow(db, newer),
    refundsFollow(db, newer),
    adjustmentsAreLogged(db, newer),
  ];
  return Promise.all(newer.since === undefined ? [...each, balancesFollow(db), holdsFollow(db)] : each);
}

/** Two rows that sum to 0, for every transfer; so all entries together sum to 0 as well. */
async function transfersBalance(db: Db, newer: Newer): Promise<Check> {
  const [row] = await db<Check[]>`
    with all_of_them as (
      select transfer_id as id, sum(amount) <> 0 or count(*) <> 2 as wrong
      from entries where ${among(db, 'transfer_id', newer)} group by transfer_id, kind)
    select 'double entry: every transfer sums to 0' as name, ${summary(db)} from all_of_them`;
  return row!;
}

/** The entry of the audit log has the transfer's id, and tells of the same money. */
async function adjustmentsAreLogged(db: Db, newer: Newer): Promise<Check> {
  const [row] = await db<Check[]>`
    with adjusted as (
      select transfer_id, user_id, amount from entries
      where kind = 'adjustment' and account = 'customer' and ${among(db, 'transfer_id', newer)}),
    logged as (
      select id, subject, (after ->> 'balance')::bigint - (before ->> 'balance')::bigint as amount from audit_log
      where action = 'account.adjust' and ${among(db, 'id', newer)}),
    all_of_them as (
      select coalesce(transfer_id, id) as id,
        ('user:' || user_id, adjusted.amount) is distinct from (subject, logged.amount) as wrong
      from adjusted full join logged on id = transfer_id)
    select 'audit log: every adjustment of a balance has its entry' as name, ${summary(db)} from all_of_them`;
  return row!;
}

async function balancesFollow(db: Db): Promise<Check> {
  const [row] = await db<Check[]>`
    with sums as (select user_id, sum(amount) as total from entries where user_id is not null group by user_id),
    all_of_them as (
      select user_id as id, coalesce(balance, 0) <> coalesce(total, 0) or balance < 0 as wrong
      from accounts full join sums using (user_id))
    select 'double entry: a balance is the sum of its entries and never negative' as name, ${summary(db)}
    from all_of_them`;
  return row!;
}

async function holdsFollow(db: Db): Promise<Check> {
  const [row] = await db<Check[]>`
    with sums as (select user_id, sum(amount) as total from holds where state = 'held' group by user_id),
    all_of_them as (
      select user_id as id, coalesce(held, 0) <> coalesce(total, 0) or held < 0 or held > balance as wrong
      from accounts full join sums using (user_id))
    select 'double entry: held money is the sum of open holds' as name, ${summary(db)} from all_of_them`;
  return row!;
}

async function capturesFollow(db: Db, newer: Newer): Promise<Check> {
  const [row] = await db<Check[]>`
    with paid as (
      select transfer_id, user_id, -amount as amount from entries
      where kind = 'capture' and account = 'customer' and ${among(db, 'transfer_id', newer)}),
    captured as (
      select order_id, user_id, amount from holds
      where state in ('captured', 'refunded') and ${among(db, 'order_id', newer)}),
    all_of_them as (
      select coalesce(order_id, transfer_id) as id,
        (captured.user_id, captured.amount) is distinct from (paid.user_id, paid.amount) as wrong
      from captured full join paid on order_id = transfer_id)
    select 'double entry: a captured hold has one capture of its amount' as name, ${summary(db)}
    from all_of_them`;
  return row!;
}

async function refundsFollow(db: Db, newer: Newer): Promise<Check> {
  const [row] = await db<Check[]>`
    with repaid as (
      select refunds, user_id, sum(amount)::bigint as amount, bool_or(cause is null) as whole from entries
      where refunds is not null and account = 'customer' and ${among(db, 'refunds', newer)}
      group by refunds, user_id),
    refunded as (
      select order_id, user_id, amount, refunded, state from holds
      where (state = 'refunded' or refunded is not null) and ${among(db, 'order_id', newer)}),
    all_of_them as (
      select coalesce(order_id, refunds) as id,
        (refunded.user_id, refunded.refunded) is distinct from (repaid.user_id, repaid.amount)
          or repaid.amount > refunded.amount
          or (refunded.state = 'refunded' and repaid.amount < refunded.amount)
          or (repaid.whole and refunded.state <> 'refunded') as wrong
      from refunded full join repaid on order_id = refunds)
    select 'double entry: a hold has the refunds that it tells of, never more than its amount' as name,
      ${summary(db)}
    from all_of_them`;
  return row!;
}

/** Over rows (id, wrong): how many there are, and the first ids that are wrong. */
function summary(db: Db) {
  return db`
    count(*)::int as checked,
    to_json(coalesce((array_agg(id order by id) filter (where wrong))[:${MOST_FAILURES}::int], '{}')) as failures`;
}
