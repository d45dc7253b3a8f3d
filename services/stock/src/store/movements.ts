import { ints, nested, plain, texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import type { MovementRow, StaffMovement } from '../domain/movement.ts';

/** Adds what orders have moved; their products are locked. */
export async function insertMovements(tx: Tx, rows: readonly MovementRow[]): Promise<void> {
  await tx`
    insert into movements (product_id, reason, quantity, on_hand, cause, orders, pieces)
    select product_id, reason, quantity, on_hand, cause, orders::uuid[], pieces::int[]
    from unnest(${uuids(rows.map((row) => row.productId))}::uuid[], ${plain(rows.map((row) => row.reason))}::text[],
      ${ints(rows.map((row) => row.quantity))}::int[], ${ints(rows.map((row) => row.onHand))}::int[],
      ${uuids(rows.map((row) => row.cause))}::uuid[],
      ${texts(rows.map((row) => row.orders && nested(row.orders)))}::text[],
      ${texts(rows.map((row) => row.pieces && nested(row.pieces)))}::text[])
      as moved (product_id, reason, quantity, on_hand, cause, orders, pieces)`;
}

/** Adds one that a person has caused, who says why; its product is locked. */
export async function insertMovement(
  tx: Tx,
  { productId, reason, quantity, onHand, cause, by, note }: StaffMovement,
): Promise<void> {
  await tx`
    insert into movements (product_id, reason, quantity, on_hand, cause, by, note)
    values (${productId}, ${reason}, ${quantity}, ${onHand}, ${cause}, ${by}, ${note})`;
}
