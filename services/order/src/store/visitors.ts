import type { Db } from '@sagashop/chassis/postgres/sql';

/** Somebody who has an order open in the back office, and what they are about to do. */
export interface Visitor {
  id: string;
  name: string;
  doing: string;
  since: Date;
}

/** Notes that somebody has an order open, and answers who else has had it within half a minute, whoever came first first. */
export async function visit(
  db: Db,
  { order, user, name, doing }: { order: string; user: string; name: string; doing: string },
): Promise<Visitor[]> {
  const [, others] = await Promise.all([
    db`
      insert into order_visitors as v (order_id, user_id, name, doing) values (${order}, ${user}, ${name}, ${doing})
      on conflict (order_id, user_id) do update set name = excluded.name, doing = excluded.doing, seen_at = now(),
        since = case when v.seen_at < now() - interval '30 seconds' then now() else v.since end`,
    db<Visitor[]>`
      select user_id as id, name, doing, since from order_visitors
      where order_id = ${order} and user_id <> ${user} and seen_at > now() - interval '30 seconds'
      order by since, user_id limit 20`,
  ]);
  return others;
}

/** Somebody has closed an order. */
export async function leaveOrder(db: Db, order: string, user: string): Promise<void> {
  await db`delete from order_visitors where order_id = ${order} and user_id = ${user}`;
}

/** Deletes what tells of nobody any more. */
export async function forgetVisitors(db: Db): Promise<void> {
  await db`delete from order_visitors where seen_at < now() - interval '1 minute'`;
}
