import { plain, texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';

/** A day of the shop's, and the ids that orders of it have: from the first, before the second. */
export interface DayOfIds {
  date: string;
  from: string;
  before: string;
}

export interface DayFigures {
  date: string;
  placed: number;
  cancelled: number;
  /** Minor units of those that were confirmed and stand. */
  sold: number;
}

/** What was ordered on days, and what of it stands: for each day one range of the orders' own index. */
export async function figuresOfDays(db: Db, days: readonly DayOfIds[]): Promise<DayFigures[]> {
  return db`
    select date, count(orders.id)::int as placed,
      count(*) filter (where status = 'cancelled')::int as cancelled,
      coalesce(sum(total) filter (where status not in ('pending', 'cancelled')), 0)::bigint as sold
    from unnest(${plain(days.map(({ date }) => date))}::text[], ${uuids(days.map(({ from }) => from))}::uuid[],
      ${uuids(days.map(({ before }) => before))}::uuid[]) as day (date, first_id, next_id)
    left join orders on orders.id >= first_id and orders.id < next_id
    group by date order by date`;
}

/** How many orders from this id on were refused, by reason; whoever cancelled one knows of it. */
export async function countRefused(
  db: Db,
  from: string,
  unwanted: readonly string[],
): Promise<{ reason: string; count: number }[]> {
  return db`
    select reason, count(*)::int as count from orders
    where id >= ${from}::uuid and status = 'cancelled' and reason <> all(${texts(unwanted)}::text[])
    group by reason order by count desc, reason`;
}

/** How many sagas have not ended, by what they do. */
export async function countUnfinished(db: Db): Promise<{ running: number; parked: number }> {
  const [row] = await db<{ running: number; parked: number }[]>`
    select count(*) filter (where state = 'running')::int as running,
      count(*) filter (where state = 'parked')::int as parked
    from sagas where ended_at is null`;
  return row!;
}
