import { texts, uuids } from '@sagashop/chassis/arrays';
import { type KeptKey, type KeyUse, nameOfKey } from '@sagashop/chassis/idempotency';
import type { Db } from '@sagashop/chassis/postgres';

/** The one route of this service that keeps keys. */
export const PLACE = 'POST /api/orders';

/** What is kept for keys of this route, by `nameOfKey`: the answers stand on the orders' own rows. */
export async function findOrderKeys(db: Db, uses: readonly KeyUse[]): Promise<Map<string, KeptKey>> {
  const rows = await db<KeptKey[]>`
    select kept.caller, kept.route, kept.key, kept.fingerprint, kept.subject,
      orders.answer_status as status, orders.answer as response
    from unnest(${uuids(uses.map((use) => use.caller))}::uuid[], ${texts(uses.map((use) => use.key))}::text[])
      as used (caller, key)
    join idempotency_keys as kept on kept.caller = used.caller and kept.route = ${PLACE} and kept.key = used.key
    join orders on orders.id = kept.subject`;
  return new Map(rows.map((row) => [nameOfKey(row), row]));
}
