import { entryCheck, logBegan } from '@sagashop/audit-log/entry-check';
import type { Db } from '@sagashop/chassis/postgres/sql';
import { among, type Newer } from '@sagashop/vocabulary/audit-call';

/**
 * Checks that every movement by staff has the entry whose id is its cause, and that it tells of the same number of pieces.
 * The entry of many at once tells of none.
 */
export function loggedMovements(db: Db, newer: Newer) {
  return entryCheck(
    db,
    'movement of stock by staff',
    db`
      select product_id as id, e.id is null or coalesce((e.after ->> 'onHand')::int, on_hand) <> on_hand
        or coalesce((e.before ->> 'onHand')::int, on_hand - quantity) <> on_hand - quantity as wrong
      from movements left join audit_log e on e.id = cause
      where by is not null and movements.at >= ${logBegan(db)} and ${among(db, 'cause', newer)}`,
  );
}
