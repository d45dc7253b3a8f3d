import { nested, texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { PartBack } from '../domain/reservation.ts';

/** What has come back in parts of orders whose reservations are locked, by order. */
export async function partsOf(db: Db, orderIds: readonly string[]): Promise<Map<string, PartBack[]>> {
  const rows = await db<Omit<PartBack, 'saved'>[]>`
    select order_id, cause, to_json(product_ids) as product_ids, to_json(quantities) as quantities,
      to_json(damaged) as damaged
    from part_returns
    where order_id = any(${uuids(orderIds)}::uuid[]) order by order_id, cause`;
  return Map.groupBy(
    rows.map((row) => ({ ...row, saved: true })),
    ({ orderId }) => orderId,
  );
}

/** Notes what has come back. */
export async function insertParts(tx: Tx, parts: readonly PartBack[]): Promise<void> {
  await tx`
    insert into part_returns (order_id, cause, product_ids, quantities, damaged)
    select order_id, cause, product_ids::uuid[], quantities::int[], damaged::int[]
    from unnest(${uuids(parts.map((part) => part.orderId))}::uuid[], ${uuids(parts.map((part) => part.cause))}::uuid[],
      ${texts(parts.map((part) => nested(part.productIds)))}::text[],
      ${texts(parts.map((part) => nested(part.quantities)))}::text[],
      ${texts(parts.map((part) => part.damaged && nested(part.damaged)))}::text[])
      as back (order_id, cause, product_ids, quantities, damaged)`;
}

/** When pieces of an order came back, and which, the oldest first. */
export async function partsOfOrder(
  db: Db,
  order: string,
): Promise<{ cause: string; at: Date; lines: { productId: string; quantity: number; damaged: number }[] }[]> {
  return db`
    select cause, created_at as at,
      (select json_agg(json_build_object('productId', product, 'quantity', quantity, 'damaged', coalesce(damaged, 0))
          order by product)
        from unnest(product_ids, quantities, part_returns.damaged) as line (product, quantity, damaged)) as lines
    from part_returns where order_id = ${order} order by created_at, cause`;
}
