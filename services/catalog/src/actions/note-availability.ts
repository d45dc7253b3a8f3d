import type { Sql } from '@sagashop/chassis/postgres/sql';
import { type AvailabilityEvent, saveAvailability } from '../store/stock.ts';

/** Takes in what stock publishes. An idempotent receiver: events that come again, or late, change nothing. */
export async function noteAvailability(sql: Sql, events: readonly AvailabilityEvent[]): Promise<void> {
  const latest = new Map<string, AvailabilityEvent>();
  for (const one of events) {
    const known = latest.get(one.product);
    if (!known || known.sequence < one.sequence) latest.set(one.product, one);
  }
  if (latest.size > 0) await sql.begin((tx) => saveAvailability(tx, [...latest.values()]));
}
