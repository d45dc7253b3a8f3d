import { ints, nested, plain, texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import type { MovementRow, StaffMovement } from '../domain/movement.ts';
import type { SavedRow } from '../domain/movements-in.ts';

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
export async function insertStaffMovement(
  tx: Tx,
  { productId, reason, quantity, onHand, cause, by, note }: StaffMovement,
): Promise<void> {
  await tx`
    insert into movements (product_id, reason, quantity, on_hand, cause, by, note)
    values (${productId}, ${reason}, ${quantity}, ${onHand}, ${cause}, ${by}, ${note})`;
}

/** Adds many of them at once. */
export async function insertStaffMovements(tx: Tx, rows: readonly StaffMovement[]): Promise<void> {
  await tx`
    insert into movements (product_id, reason, quantity, on_hand, cause, by, note)
    select * from unnest(${uuids(rows.map((row) => row.productId))}::uuid[], ${plain(rows.map((row) => row.reason))}::text[],
      ${ints(rows.map((row) => row.quantity))}::int[], ${ints(rows.map((row) => row.onHand))}::int[],
      ${uuids(rows.map((row) => row.cause))}::uuid[], ${uuids(rows.map((row) => row.by))}::uuid[],
      ${texts(rows.map((row) => row.note))}::text[])`;
}

/** Rows of a product's movements, newest first, from the row `from` on. */
export async function pageOfMovements(
  db: Db,
  productId: string,
  { from, limit }: { from: number | undefined; limit: number },
): Promise<SavedRow[]> {
  return db<SavedRow[]>`
    select seq, at, product_id, cause, quantity, on_hand, reason, by, note,
      to_json(orders) as orders, to_json(pieces) as pieces
    from movements where product_id = ${productId} ${from === undefined ? db`` : db`and seq <= ${from}`}
    order by seq desc limit ${limit}`;
}
