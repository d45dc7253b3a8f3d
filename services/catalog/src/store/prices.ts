import { ints, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';

/** A price, in minor units, from a moment on, in ms since 1970. */
export interface PriceChange {
  price: number;
  since: number;
}

/** A price that is to be valid from a moment on, in ms since 1970. */
export interface PlannedPrice {
  id: string;
  price: number;
  from: number;
}

const WINDOW = 30; // days

/**
 * Of what is bought, by its id, the lowest price of the days before its last change, that which was valid when they began
 * included; null without a change that is as young as that.
 */
export function lowestBefore(db: Db, id: ReturnType<Db>) {
  const days = db`interval '${db.unsafe(String(WINDOW))} days'`;
  return db`(
    select min(h.price) from (
      select since from price_changes where product = ${id} order by since desc limit 1
    ) l cross join lateral (
      select price from price_changes where product = ${id} and since < l.since and since > l.since - ${days}
      union all
      (select price from price_changes where product = ${id} and since <= l.since - ${days}
        order by since desc limit 1)
    ) h where l.since > now() - ${days})`;
}

/** What is bought by an id, with its price: a variant, or a product that is had as itself alone. */
const bought = (db: Db, id: string) => db`(
  select id, price, created_at from product_variants where id = ${id}
  union all
  select id, price, created_at from products where id = ${id} and variants = 0)`;

/** The prices of what is bought by an id, the newest first, from before a moment on; one that never changed as well. */
export function listPrices(
  db: Db,
  id: string,
  before: number | undefined,
  limit: number,
): Promise<PriceChange[]> {
  return db<PriceChange[]>`
    select price, (extract(epoch from since) * 1000)::bigint as since from (
      select price, since from price_changes where product = ${id}
      union all
      select price, created_at from ${bought(db, id)} p
      where not exists (select from price_changes where product = ${id})
    ) h ${before === undefined ? db`` : db`where since < to_timestamp(${before}::float8 / 1000)`}
    order by since desc limit ${limit}`;
}

/** The lowest price that something has had in the last days; undefined when nothing is bought by that id. */
export async function findLowest(db: Db, id: string): Promise<number | undefined> {
  const [row] = await db<{ lowest: number | null }[]>`
    select least(p.price, (
      select min(price) from price_changes h where product = p.id and since >= coalesce((
        select max(since) from price_changes where product = p.id and since <= now() - ${WINDOW} * interval '1 day'
      ), '-infinity'))) as lowest
    from ${bought(db, id)} p`;
  return row?.lowest ?? undefined;
}

/** The prices that are planned for what is bought by an id, the next first. */
export function listPlanned(db: Db, id: string): Promise<PlannedPrice[]> {
  return db<PlannedPrice[]>`
    select id, price, (extract(epoch from starts_at) * 1000)::bigint as "from" from planned_prices
    where product = ${id} order by starts_at`;
}

/** Plans a price, in the place of one that was planned for the same moment. Answers its id; none for a moment that is over. */
export async function planPrice(tx: Tx, product: string, plan: PlannedPrice): Promise<string | undefined> {
  const [row] = await tx<{ id: string }[]>`
    insert into planned_prices as l (id, product, price, starts_at)
    select ${plan.id}, ${product}, ${plan.price}, starts_at
    from (select to_timestamp(${plan.from}::float8 / 1000) as starts_at) t where starts_at > now()
    on conflict on constraint planned_prices_moment do update set price = excluded.price returning l.id`;
  return row?.id;
}

/** Forgets a planned price of a product or of a variant of it; undefined when there is none, or when it is valid already. */
export async function dropPlanned(tx: Tx, product: string, id: string): Promise<PlannedPrice | undefined> {
  const [row] = await tx<PlannedPrice[]>`
    delete from planned_prices where id = ${id}
      and (product = ${product} or product in (select id from product_variants where product = ${product}))
    returning id, price, (extract(epoch from starts_at) * 1000)::bigint as "from"`;
  return row;
}

/** The planned prices whose moment has come, the earliest first; none while another process makes them valid. */
export function takeDue(tx: Tx, most: number): Promise<{ id: string; product: string; price: number }[]> {
  return tx<{ id: string; product: string; price: number }[]>`
    select id, product, price from planned_prices
    where starts_at <= now() and pg_try_advisory_xact_lock(hashtext('planned_prices'))
    order by starts_at, id limit ${most} for update skip locked`;
}

/** Gives what is bought by these ids new prices, each at most one; what was taken away keeps its price. */
export async function savePrices(tx: Tx, prices: ReadonlyMap<string, number>): Promise<void> {
  const ids = uuids([...prices.keys()]);
  const fresh = tx`unnest(${ids}::uuid[], ${ints([...prices.values()])}::bigint[]) as n (id, price)`;
  await tx`
    select from products where id = any(${ids}::uuid[] || array(
      select product from product_variants where id = any(${ids}::uuid[]))) order by id for update`;
  await tx`update product_variants v set price = n.price from ${fresh} where v.id = n.id and v.deleted_at is null`;
  await tx`
    update products p set price = n.price from ${fresh}
    where p.id = n.id and p.variants = 0 and (p.archived_at is null or p.hidden)`;
}

export async function deletePlanned(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx`delete from planned_prices where id = any(${uuids(ids)}::uuid[])`;
}
