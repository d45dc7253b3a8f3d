import { entryCheck, logBegan } from '@sagashop/audit-log/entry-check';
import type { Db } from '@sagashop/chassis/postgres/sql';

/** Checks that somebody has written or planned each price in the history of a product or of its variants, but for the one that it began with. */
export function loggedPrices(db: Db) {
  return entryCheck(
    db,
    'change of a price',
    db`
      select product as id, not exists (
        select from audit_log
        where subject = 'product:' || coalesce(
            (select v.product from product_variants v where v.id = price_changes.product), price_changes.product)
          and (after ->> 'price')::bigint = price
          and at <= since + interval '1 second') as wrong
      from price_changes
      where since >= ${logBegan(db)}
        and exists (select from price_changes earlier where earlier.product = price_changes.product and earlier.since < price_changes.since)`,
  );
}
