import { ints, plain, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';

export interface AvailabilityEvent {
  product: string;
  availability: 'in_stock' | 'low' | 'out';
  /** How many there are of the last few. */
  left?: number;
  sequence: number;
}

/**
 * Saves what is newer than what is known; at most one event of each thing that is bought: a variant, of which a trigger
 * tells its product, or a product that is had as itself alone.
 */
export async function saveAvailability(tx: Tx, events: readonly AvailabilityEvent[]): Promise<void> {
  const ids = uuids(events.map((one) => one.product));
  const news = tx`unnest(${ids}::uuid[], ${plain(events.map((one) => one.availability))}::text[],
    ${ints(events.map((one) => one.left ?? 0))}::int[],
    ${ints(events.map((one) => one.sequence))}::bigint[]) as n (id, availability, few_left, sequence)`;
  const changes = tx`availability = n.availability, few_left = nullif(n.few_left, 0), availability_sequence = n.sequence`;
  // Not awaited apart: all go to the server in one piece, and run there in this order.
  await Promise.all([
    tx`select from products where id = any(${ids}::uuid[] || array(
        select product from product_variants where id = any(${ids}::uuid[]))) order by id for update`,
    tx`update product_variants v set ${changes} from ${news} where v.id = n.id and v.availability_sequence < n.sequence`,
    tx`update products p set ${changes} from ${news}
      where p.id = n.id and p.variants = 0 and p.availability_sequence < n.sequence`,
  ]);
}

/** Products that stock has not been told of yet, the oldest first. */
export async function findWithoutStock(db: Db, most: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select id from products where not stock_opened order by id limit ${most}`;
  return rows.map((row) => row.id);
}

export async function markStockOpened(db: Db, ids: readonly string[]): Promise<void> {
  await db`
    update products set stock_opened = true where id in (
      select id from products where id = any(${uuids(ids)}::uuid[]) and not stock_opened
      order by id for update)`;
}
