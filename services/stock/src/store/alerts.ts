import { ints, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { Goods } from '../domain/goods.ts';

/** That few were left of a product, and how many there are now. */
export interface Alert {
  id: string;
  productId: string;
  variantOf: string | null;
  /** When it was told. */
  onHand: number;
  threshold: number;
  at: Date;
  onHandNow: number;
  availableNow: number;
}

/** Tells of products that have become low; one that nobody has seen yet is told anew. They are locked. */
export async function insertAlerts(tx: Tx, goods: readonly Goods[]): Promise<void> {
  await tx`
    insert into alerts (id, product_id, on_hand, threshold)
    select * from unnest(${uuids(goods.map(() => newId()))}::uuid[], ${uuids(goods.map((row) => row.productId))}::uuid[],
      ${ints(goods.map((row) => row.onHand))}::int[], ${ints(goods.map((row) => row.threshold))}::int[])
    on conflict (product_id) where seen_at is null do update
      set id = excluded.id, on_hand = excluded.on_hand, threshold = excluded.threshold, at = excluded.at`;
}

/** What nobody has seen and is still so, newest first, of those before `before`. */
export async function listAlerts(
  db: Db,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<Alert[]> {
  return db<Alert[]>`
    select a.id, a.product_id, a.on_hand, a.threshold, a.at, goods.on_hand as on_hand_now,
      goods.on_hand - goods.reserved as available_now,
      (select v.product_id from variants v where v.id = a.product_id) as variant_of
    from alerts a join goods using (product_id)
    where a.seen_at is null and goods.on_hand <= goods.threshold ${before ? db`and a.id < ${before}` : db``}
    order by a.id desc limit ${limit}`;
}

/** Locks one; undefined where there is none. */
export async function lockAlert(
  tx: Tx,
  id: string,
): Promise<{ productId: string; variantOf: string | null; seen: boolean } | undefined> {
  const [alert] = await tx<{ productId: string; variantOf: string | null; seen: boolean }[]>`
    select product_id, (select v.product_id from variants v where v.id = alerts.product_id) as variant_of,
      seen_at is not null as seen
    from alerts where id = ${id} for update`;
  return alert;
}

/** Notes who has seen it. */
export async function saveSeen(tx: Tx, id: string, by: string): Promise<void> {
  await tx`update alerts set seen_at = now(), seen_by = ${by} where id = ${id}`;
}
