import type { Db } from '@sagashop/chassis/postgres/sql';
import type { OpenTarget, Target } from '../domain/bulk.ts';

/** The next open targets of an action: those first that have failed least often. */
export async function openTargets(db: Db, action: string, most: number): Promise<OpenTarget[]> {
  return db<OpenTarget[]>`
    select order_id, shipment, attempts from bulk_targets where action = ${action} and state = 'open'
    order by attempts, order_id, shipment limit ${most}`;
}

/** A target of an action, as it is shown. */
export interface ShownTarget extends Target {
  number: number | null;
  state: string;
  code: string | null;
}

/** The targets of an action in one state, by order and parcel. */
export async function targetsOf(
  db: Db,
  action: string,
  { state, after, limit }: { state: string; after: readonly [string, string] | null; limit: number },
): Promise<ShownTarget[]> {
  return db<ShownTarget[]>`
    select t.order_id, t.shipment, orders.number, t.state, t.code
    from bulk_targets as t left join orders on orders.id = t.order_id
    where t.action = ${action} and t.state = ${state} and ${
      after === null ? db`true` : db`(t.order_id, t.shipment) > (${after[0]}::uuid, ${after[1]}::uuid)`
    }
    order by t.order_id, t.shipment limit ${limit}`;
}
