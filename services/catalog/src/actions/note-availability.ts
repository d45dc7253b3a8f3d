import type { Sql } from '@sagashop/chassis/postgres/sql';
import { type AvailabilityNews, saveAvailability } from '../store/stock.ts';

/** Takes what stock tells; old news, which may come again or late, change nothing. */
export async function noteAvailability(sql: Sql, news: readonly AvailabilityNews[]): Promise<void> {
  const latest = new Map<string, AvailabilityNews>();
  for (const one of news) {
    const known = latest.get(one.product);
    if (!known || known.sequence < one.sequence) latest.set(one.product, one);
  }
  if (latest.size > 0) await sql.begin((tx) => saveAvailability(tx, [...latest.values()]));
}
