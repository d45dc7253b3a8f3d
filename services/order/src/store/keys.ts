import { type KeptKey, type KeyUse, nameOfKey } from '@sagashop/chassis/guards/idempotency';
import { texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';

/** The routes whose keys protect orders. */
export const PLACE = 'POST /api/orders';
export const CANCEL = 'POST /api/orders/{id}/cancellation';
export const REFUND = 'POST /api/orders/{id}/refunds';
export const RETURN = 'POST /api/orders/{id}/returns';
export const BULK = 'POST /api/bulk-actions';

/**
 * What is kept for keys of placing orders, by `nameOfKey`: the answers stand on the orders' own rows. The route is said
 * for each key, since a plan that knows it beforehand is tempted to read all keys of the route.
 */
export async function findOrderKeys(db: Db, uses: readonly KeyUse[]): Promise<Map<string, KeptKey>> {
  const rows = await db<KeptKey[]>`
    select kept.caller, kept.route, kept.key, kept.fingerprint, kept.subject,
      orders.answer_status as status, orders.answer as response
    from unnest(${uuids(uses.map((use) => use.caller))}::uuid[], ${texts(uses.map(() => PLACE))}::text[],
      ${texts(uses.map((use) => use.key))}::text[]) as used (caller, route, key)
    join idempotency_keys as kept using (caller, route, key)
    join orders on orders.id = kept.subject`;
  return new Map(rows.map((row) => [nameOfKey(row), row]));
}

/** Gives up keys that were claimed in this transaction for what is not done after all. */
export async function giveUpKeys(tx: Tx, keys: readonly (KeyUse & { subject: string })[]): Promise<void> {
  if (keys.length === 0) return;
  await tx`
    delete from idempotency_keys as kept
    using unnest(${uuids(keys.map((use) => use.caller))}::uuid[], ${texts(keys.map((use) => use.key))}::text[],
      ${uuids(keys.map((use) => use.subject))}::uuid[], ${texts(keys.map((use) => use.route))}::text[])
      as claimed (caller, key, subject, route)
    where kept.caller = claimed.caller and kept.route = claimed.route and kept.key = claimed.key
      and kept.subject = claimed.subject`;
}
