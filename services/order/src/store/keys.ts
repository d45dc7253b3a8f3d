import { ints, texts, uuids } from '@sagashop/chassis/arrays';
import type { KeyUse } from '@sagashop/chassis/idempotency';
import type { Tx } from '@sagashop/chassis/postgres';

export type FinishedKey = Pick<KeyUse, 'caller' | 'key'> & { status: number; response: string };

/** The one route of this service that keeps keys on the order path. */
export const PLACE = 'POST /api/orders';

/** Keeps the outcomes of first requests, in the transaction that fixes them. An outcome never changes. */
export async function finishKeys(tx: Tx, keys: readonly FinishedKey[]): Promise<void> {
  await tx`
    update idempotency_keys as kept set status = done.status, response = done.response
    from unnest(${uuids(keys.map((key) => key.caller))}::uuid[], ${texts(keys.map((key) => key.key))}::text[],
      ${ints(keys.map((key) => key.status))}::smallint[],
      ${texts(keys.map((key) => key.response))}::text[]) as done (caller, key, status, response)
    where kept.caller = done.caller and kept.route = ${PLACE} and kept.key = done.key and kept.status is null`;
}
