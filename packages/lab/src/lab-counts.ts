import type { Db, Sql } from '@sagashop/chassis/postgres/sql';
import type { Fault, Hit } from './fault.ts';
import type { Tally } from './tally-book.ts';

const HITS = { shown: 100, kept: 50_000 }; // of one order, and of all

/** Adds what a process has counted to what all have. */
export async function count(sql: Sql, tallies: ReadonlyMap<string, Tally>): Promise<void> {
  const told = [...tallies].map(([id, { occasions, hits, lastHitAt, orders }]) => ({
    ...{ id, occasions, hits, last: lastHitAt, orders },
  }));
  const lines = [...tallies.values()].flatMap(({ lines }) => lines);
  await sql.transaction(async (tx) => {
    await tx`
      update lab_faults f set occasions = f.occasions + t.occasions, hits = f.hits + t.hits,
        last_hit_at = greatest(f.last_hit_at, t.last),
        orders = (t.orders || array(select o from unnest(f.orders) o where o <> all(t.orders)))[1:20]
      from jsonb_to_recordset(${JSON.stringify(told)}::text::jsonb)
        as t(id uuid, occasions bigint, hits bigint, last timestamptz, orders uuid[])
      where f.id = t.id`;
    if (lines.length === 0) return;
    await tx`
      insert into lab_hits (order_id, hit)
      select * from jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb) as t("order" uuid, hit jsonb)`;
    await tx`delete from lab_hits where id <= (select max(id) from lab_hits) - ${HITS.kept}::bigint`;
  });
}

/** What has struck an order, the oldest first. */
export async function hitsOf(db: Db, order: string): Promise<Hit[]> {
  const rows = await db<{ hit: Hit }[]>`
    select hit from lab_hits where order_id = ${order} order by id limit ${HITS.shown}`;
  return rows.map(({ hit }) => hit).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Numbers occasions as they come: of all faults that are asked about in one statement. */
export async function nextOccasions(db: Db, faults: readonly Fault[]): Promise<number[]> {
  const many = Map.groupBy(faults, ({ id }) => id);
  const told = JSON.stringify([...many].map(([id, asked]) => ({ id, asked: asked.length })));
  const rows = await db<{ id: string; occasions: number }[]>`
    update lab_faults f set occasions = f.occasions + t.asked
    from jsonb_to_recordset(${told}::text::jsonb) as t(id uuid, asked bigint)
    where f.id = t.id returning f.id, f.occasions`;
  const last = new Map(rows.map(({ id, occasions }) => [id, occasions - many.get(id)!.length]));
  return faults.map(({ id }) => {
    const number = last.get(id);
    if (number === undefined) return 0; // it is over, and forgotten
    last.set(id, number + 1);
    return number + 1;
  });
}
